"""How a board calls a player: by the own name once a host has had the time to read it."""

import pytest
from sqlalchemy import select

from quiz.database import writing
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions.names import read_names_again, see_names
from quiz.game.facts import NameFacts
from quiz.game.models import Board, Player
from quiz.game.nicknames import check_nickname, is_suggested, stand_in
from quiz.game.rules import board_name
from tests.phones import Hall, Phone

NUMBER, COUNTED = 1_234_567_890_123, 1_000_000
SHOWN, NOT_SHOWN = "Ming", stand_in("fr", NUMBER)
BY = "host@museum.example"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param(("Ming", "fr", False, None, False), SHOWN, id="seen, or from the cases"),
        pytest.param(("Ming", "fr", False, None, True), SHOWN, id="doubtful, and seen"),
        pytest.param(("Ming", "fr", False, COUNTED - 20_000, False), SHOWN, id="twenty seconds"),
        pytest.param(("Ming", "fr", False, COUNTED - 19_999, False), NOT_SHOWN, id="too new"),
        pytest.param(("Ming", "fr", False, COUNTED + 1, False), NOT_SHOWN, id="named since"),
        pytest.param(("Ming", "fr", False, 0, True), NOT_SHOWN, id="doubtful, and unread"),
        pytest.param(("Ming", "fr", True, COUNTED, True), SHOWN, id="given by staff"),
        pytest.param((None, "fr", False, 0, False), "", id="forgotten"),
        pytest.param(
            ("Ming", "zh", False, COUNTED, False), stand_in("zh", NUMBER), id="in one's language"
        ),
    ],
)
def test_how_a_board_calls_a_player(
    name: tuple[str | None, str, bool, int | None, bool], shown: str
) -> None:
    assert board_name(NUMBER, NameFacts(*name), COUNTED) == shown


@pytest.mark.parametrize("language", ["fr", "zh"])
@pytest.mark.parametrize("number", [1, 576, 577, 2**63 - 1])
def test_a_stand_in_is_a_name_that_may_be_shown(language: str, number: int) -> None:
    name = stand_in(language, number)
    assert (check_nickname(name).name, is_suggested(name[:-5])) == (name, True)


def late(hall: Hall, nickname: str) -> Phone:
    """Who joins in the midst of the question, and is the only one to answer it."""
    hall.evening.launch_and_open()
    last = hall.evening.known().facts.times.last
    assert last is not None
    hall.evening.clock.set(last.closes - 1_000)
    phone = hall.player(nickname)
    phone.answer(hall.right())
    hall.evening.count()
    hall.evening.see(Step.REVEAL)
    hall.evening.see(Step.BOARD)
    return phone


def names(hall: Hall) -> list[str]:
    """The names on the board that is kept."""
    db.session.rollback()
    return [row[1] for row in db.session.get_one(Board, hall.evening.round().times.id).top["rows"]]


def only() -> int:
    db.session.rollback()
    return db.session.scalars(select(Player.id)).one()


def look(hall: Hall, *, seen: bool) -> None:
    """A host has read the name of the only player, or wants to read it again."""
    number = only()
    with writing():
        if seen:
            see_names(hall.evening.event_id, [number], BY)
        else:
            read_names_again(hall.evening.event_id, [number], hall.evening.clock.now(), BY)
        db.session.commit()


@pytest.mark.both_databases
def test_a_newcomers_name_is_on_every_screen_once_a_host_has_read_it(hall: Hall) -> None:
    ming = late(hall, "Ming")
    before, other = ming.pulse(), stand_in("fr", only())
    shown, mine = ming.scene().text, ming.me().json or {}
    assert (names(hall), other in shown, "Ming" in shown) == ([other], True, False)
    assert (mine["player"]["nickname"], mine["shown_as"]) == ("Ming", other)
    look(hall, seen=True)
    after, shown = ming.pulse(), ming.scene().text
    assert (names(hall), other in shown, "Ming" in shown) == (["Ming"], False, True)
    assert (after["version"], after["scene"] != before["scene"]) == (before["version"] + 1, True)
    assert "shown_as" not in (ming.me().json or {})
    look(hall, seen=False)
    assert (names(hall), "Ming" in ming.scene().text) == ([other], False)


@pytest.mark.both_databases
def test_neighbours_are_called_as_the_board_calls_them(hall: Hall) -> None:
    zoe = hall.player("Zoé")
    late(hall, "m*erde")
    db.session.rollback()
    asking = select(Player.id).where(Player.nickname == "m*erde")
    other = stand_in("fr", db.session.scalars(asking).one())
    around = (zoe.me().json or {})["around"]
    assert [place["nickname"] for place in around] == [other]


def test_a_name_that_was_shown_already_moves_no_screen_when_it_is_read(hall: Hall) -> None:
    zoe = hall.player("Zoé")
    hall.evening.launch_and_open()
    zoe.answer(hall.right())
    hall.evening.count()
    hall.evening.see(Step.REVEAL)
    hall.evening.see(Step.BOARD)
    before = zoe.pulse()
    assert names(hall) == ["Zoé"]
    look(hall, seen=True)
    assert (names(hall), zoe.pulse()) == (["Zoé"], before)


def test_a_doubtful_name_waits_for_a_host_however_long(hall: Hall) -> None:
    phone = hall.player("m*erde")
    other = stand_in("fr", only())
    hall.evening.clock.advance(600_000)
    hall.evening.launch_and_open()
    phone.answer(hall.right())
    hall.evening.count()
    assert names(hall) == [other]
