"""The forms of the host's screens, of the remote's too, with something true to send."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.game.models import Player
from tests.bank.drafts import many_questions

QUESTIONS = 2_000
# What a form sends in a museum: `tests.web.staff_forms` makes one.
Form = Callable[[Any], Mapping[str, Any]]

QUESTION = {
    "kind": "single",
    "prompt-fr": "Quel vase ?",
    "prompt-zh": "哪一件花瓶？",
    "choice1-fr": "Le bleu",
    "choice1-zh": "青花",
    "choice2-fr": "Le vert",
    "choice2-zh": "青瓷",
    "right": "2",
    "right2": "y",
    "seconds": "30",
    "weight": "1",
    "bank": "Ce soir",
}
MARK = "0" * 16
GROUP_MARKS = {"network_mark": MARK, "agent_mark": MARK}
GROUP = {"network": MARK, "agent": MARK, "first": "1", "last": "2"}


def file_of(data: bytes, name: str) -> Form:
    """A form with that file for the bank of that field."""
    return lambda _museum: {"file": (BytesIO(data), "bank.csv"), name: "Ce soir"}


def nothing(_museum: Any) -> Mapping[str, Any]:
    """A form that is one button."""
    return {}


def fixed(**values: str) -> Form:
    """A form with those values."""
    return lambda _museum: values


def banned_at(museum: Any) -> int:
    """Since when the museum's player is banned, if it is."""
    player = db.session.get(Player, museum.places["player_id"], populate_existing=True)
    return (player and player.banned_at) or 0


def channel_of(museum: Any, endpoint: str) -> int:
    """The first channel of the event that the form is about."""
    found: int = get_event(museum.others[endpoint]["code"]).channels[0].id
    return found


HOST_FORMS: dict[str, Form] = {
    "host.replace_link": nothing,
    "host.show_card": nothing,
    "host.replace_output": nothing,
    "host.remove_output": nothing,
    "host.restore_output": nothing,
    "host.rehearse": nothing,
    "host.drop_rehearsal": nothing,
    "host.send_crowd": fixed(players="2", chinese="50", pace="quick"),
    "host.send_crowd_away": nothing,
    "host.simulate_delays": lambda m: {f"delay_{channel_of(m, 'host.simulate_delays')}": "4.5"},
    "host.engage_pilot": fixed(answer_s="12", talk_s="60"),
    "host.take_over": nothing,
    "host.hand_back": nothing,
    "host.remove_pilot": nothing,
    "host.reset": fixed(typed="calme"),
    "host.add": lambda m: {"question": str(m.places["question_id"])},
    "host.move": nothing,
    "host.remove": nothing,
    "host.restore": fixed(left="9"),
    "host.correct": lambda _m: QUESTION | {"version": "1"},
    "host.undo_correction": nothing,
    "host.upload": file_of(many_questions(QUESTIONS), "bank"),
    "host.write": lambda _m: QUESTION,
    "host.take": nothing,
    "host.accept_form": fixed(accept="vase"),
    "host.unmend": nothing,
    "host.count_again": nothing,
    "host.close_door": nothing,
    "host.open_door": nothing,
    "host.hide": nothing,
    "host.unhide": nothing,
    "host.rename": fixed(name="Lotus"),
    "host.see_names": lambda m: {"player": str(m.places["player_id"])},
    "host.unsee_names": lambda m: {"player": str(m.places["player_id"])},
    "host.ban": nothing,
    "host.unban": nothing,
    "host.ban_group": fixed(**GROUP),
    "host.let_in_group": lambda m: GROUP | {"at": str(banned_at(m))},
    "host.invite_remote": nothing,
    "host.end_remotes": nothing,
    "host.begin_measurement": nothing,
    "host.flash_overlays": nothing,
    "host.apply_delay": nothing,
    "host.undo_delay": nothing,
    "tap.tap": fixed(number="1", tapper="9"),
    "host.end_measurement": nothing,
    "remote.enter": lambda m: {"key": m.tokens["remote"]},
    "remote.take": nothing,
}
