"""The parts of the console that are renewed while it is open, and the numbers inside them.

A part is rendered once without what moves by itself: its face changes only when there is something
new to read, and only then does the page get it again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from flask import render_template
from flask_babel import format_percent
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from quiz.console.channels import aloud, channel_lines, output_lines, overlay_line
from quiz.console.evening import Evening, last_board
from quiz.console.hands import hands_view
from quiz.console.names import names_view
from quiz.console.newcomers import newcomers_view
from quiz.console.numbers import teller
from quiz.console.programme import entry_lines, round_lines
from quiz.console.question import stage_of
from quiz.console.simulation import crowd_view
from quiz.console.steps import (
    COURSE,
    beside,
    next_step,
    offer,
    steps_as_json,
    waiting,
)
from quiz.console.tie_break import tie_break_view
from quiz.console.typed_answers import TypedView, typed_view
from quiz.i18n import measures
from quiz.i18n.measures import remaining
from quiz.live.memo import Memo
from quiz.live.runtime import runtime
from quiz.web.addresses import address_warning, join_address
from quiz.web.faces import face_of_html
from quiz.web.host.blueprint import host
from quiz.web.language import current_language
from quiz.web.navigation import absolute
from quiz.web.signing import current_user

NAMES = ("head", "steps", "stage", "names", "newcomers", "crowd", "channels", "hands", "show")
SHOW = "show"
# A museum has few consoles open at once, and each event has two languages.
_shows = Memo(most=16)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the page, and a short word that changes with it."""

    html: str
    face: str


def values(evening: Evening) -> dict[str, Any]:
    """What the parts' templates may say."""
    facts, board = evening.facts, last_board(evening)
    names = names_view(evening, board)
    return {
        "facts": facts,
        "code": facts.code,
        "stage": stage_of(evening),
        "names": names,
        "newcomers": newcomers_view(evening, beside_others=names is not None),
        "crowd": crowd_view(evening),
        "hands": hands_view(evening, current_user.id),
        "tie_break": tie_break_view(evening, board),
        "steps": offer(evening),
        "course": COURSE,
        "beside": beside(evening),
        "next_step": next_step(evening),
        "waiting": waiting(evening),
        "channels": channel_lines(evening),
        "overlay": overlay_line(evening),
        "outputs": output_lines(evening),
        "addresses": {c.id: join_address(facts.code, c.name) for c in facts.channels},
        "aloud": aloud(evening),
        "rounds": round_lines(evening),
        "entries": entry_lines(evening.entries, facts.times),
        "typed": typed_now(evening),
        "unreachable": address_warning(),
        "pilot": evening.pilot,
        "room": evening.room,
        "is_full": evening.is_full,
        "overlay_address": absolute(f"/overlay/{facts.code}/{facts.overlays[0].secret}"),
    }


def typed_now(evening: Evening) -> TypedView | None:
    """What was typed in the round that is on, once nobody can answer any more."""
    last = evening.last
    if last is None or evening.now < last.times.closes:
        return None
    view = typed_view(evening.facts, last, runtime().reader, teller())
    return view if view is not None and view.takes_forms else None


def render_parts(evening: Evening, context: Mapping[str, Any], *, still: bool) -> dict[str, Part]:
    """Every part; where it is `still`, the page's script fills in what moves."""
    texts = texts_of(evening, context)
    moving: dict[str, Any] = {
        "count": lambda key: "" if still else texts.get(key, ""),
        "left": lambda at: "" if still else remaining(at, evening.now),
    }
    render = partial(render_part, context=context, moving=moving)
    parts = {name: render(name) for name in NAMES if name != SHOW}
    return parts | {SHOW: _kept_show(context, render) if still else render(SHOW)}


def render_part(name: str, context: Mapping[str, Any], moving: Mapping[str, Any]) -> Part:
    """The part of that name, from its template."""
    html = render_template(f"host/_{name}.html", **context, **moving)
    return Part(html, face_of_html(html))


def _kept_show(context: Mapping[str, Any], render: Callable[[str], Part]) -> Part:
    """The run of show, by far the longest part: drawn again only when what it shows has changed."""
    facts = context["facts"]
    # How many answered is filled in by the page's script.
    rounds = [replace(played, answers=0) for played in context["rounds"]]
    drawn_from = rounds, context["entries"], facts.times.ended_at
    key = facts.code, current_language()
    kept = _shows.get(key)
    if kept is None or kept[0] != drawn_from:
        kept = drawn_from, render(SHOW)
        _shows.keep(key, kept)
    part: Part = kept[1]
    return part


def texts_of(evening: Evening, context: Mapping[str, Any]) -> dict[str, str]:
    """Every number on the console by the name of its place, as the page's language writes it."""
    numbers = evening.numbers
    texts = {
        "players": _number(numbers.all_players),
        "answers": _number(numbers.all_answers),
        "per_second": _number(numbers.per_second),
    }
    if crowd := context["crowd"]:
        texts["crowd-joined"] = _number(crowd.joined)
        texts["crowd-answered"] = _number(crowd.answered or 0)
    for channel in context["channels"]:
        texts[f"players-{channel.id}"] = _number(channel.players)
        texts[f"answers-{channel.id}"] = _number(channel.answers)
    for output in context["outputs"]:
        texts[f"seen-{output.id}"] = seen_text(output.seen_s)
    for own, tally in context["stage"].tallies.items():
        texts[f"count-{own}"] = _number(tally.count)
        texts[f"share-{own}"] = percent(tally.percent)
    for played in context["rounds"]:
        texts[f"answers-round-{played.number}"] = _number(played.answers)
    return texts


def seen_text(seconds: int | None) -> str:
    """Whether a screen is there, in words."""
    if seconds is None:
        return str(_("not seen"))
    return str(_("seen %(seconds)s s ago", seconds=_number(seconds)))


def live_json(evening: Evening, seen: Mapping[str, str]) -> dict[str, Any]:
    """What is true now, and the parts whose face is not the one `seen`."""
    context = values(evening)
    parts = render_parts(evening, context, still=True)
    present, numbers = evening.present, evening.numbers
    return {
        "now": evening.now,
        "version": evening.facts.version,
        # Who signed in again elsewhere has another one than the page's.
        "token": generate_csrf(),
        "phase": str(present.phase),
        "round": context["stage"].number,
        "rounds": evening.facts.rounds_in_all,
        "players": numbers.all_players,
        "answers": numbers.all_answers,
        "per_second": numbers.per_second,
        "spread": dict(numbers.spread),
        "channels": [_channel_json(line) for line in (*context["channels"], context["overlay"])],
        "aloud": {"verdict": context["aloud"].verdict, "at": context["aloud"].at},
        "steps": steps_as_json(context["steps"]),
        "next": context["next_step"],
        "changes_at": evening.changes_at,
        "texts": texts_of(evening, context),
        "parts": {
            name: {"face": part.face, "html": part.html}
            for name, part in parts.items()
            if seen.get(name) != part.face
        },
    }


@host.app_template_filter()
def percent(value: int) -> str:
    """A share in percent as the page's language writes it."""
    return str(format_percent(value / 100))


def _channel_json(line: Any) -> dict[str, Any]:
    return {
        "channel": line.id,
        "name": line.name,
        "phase": line.now.phase,
        "round": line.now.number,
        "next": None if line.next is None else {"phase": line.next.phase, "at": line.next.at},
        "players": line.players,
        "answers": line.answers,
    }


def _number(value: float) -> str:
    return measures.number(value, current_language())
