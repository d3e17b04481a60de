"""What a page without a script may use: when it asks again, and what is the player's own."""

from typing import Any

import pytest

from quiz.leaderboard.rules import Line
from quiz.web.crowd.page import make_play, own_answer, paths, refresh_s, seconds_until
from tests.clocks import EVENING
from tests.web.play.scenes import make_choices, make_question, make_scene

PULSE: dict[str, Any] = {
    "phase": "open",
    "round": 3,
    "rounds": 12,
    "players": 20,
    "now": EVENING,
    "opens_at": EVENING - 5_000,
    "closes_at": EVENING + 15_000,
}
MINE: dict[str, Any] = {
    "player": {"nickname": "Zoé"},
    "answer": None,
    "result": None,
    "score": 9,
    "rank": None,
}


@pytest.mark.parametrize(
    ("phase", "has_answered", "seconds"),
    [
        ("lobby", False, 5),
        ("open", False, 16),
        ("open", True, 5),
        ("closed", False, 5),
        ("revealed", False, 5),
        ("board", True, 5),
        ("over", True, 60),
    ],
)
def test_the_page_asks_again_but_never_while_somebody_writes(
    phase: str, has_answered: bool, seconds: int
) -> None:
    assert refresh_s(PULSE | {"phase": phase}, has_answered) == seconds


@pytest.mark.parametrize(("until", "seconds"), [(800, 2), (3_000, 4), (60_000, 5), (-900, 1)])
def test_the_countdown_page_asks_again_just_after_the_opening(until: int, seconds: int) -> None:
    assert refresh_s(PULSE | {"phase": "ready", "opens_at": EVENING + until}, False) == seconds


@pytest.mark.parametrize("until", range(-2_000, 4_000, 333))
def test_a_refresh_comes_after_its_instant_within_two_seconds(until: int) -> None:
    waited = seconds_until(EVENING + until, EVENING) * 1_000
    assert waited >= 1_000
    assert waited > until
    assert waited <= max(1_000, until + 1_500)


def test_ones_own_choices_come_in_the_order_they_were_given() -> None:
    choices = make_choices(3)
    scene = make_scene("open", question=make_question("order", choices=choices))
    given = f"{choices[2].id},{choices[0].id},{choices[1].id}"
    assert own_answer(PULSE, MINE | {"answer": given}, scene) == (
        choices[2],
        choices[0],
        choices[1],
    )


def test_ones_own_text_is_what_was_typed() -> None:
    scene = make_scene("open", question=make_question("text"))
    assert own_answer(PULSE, MINE | {"answer": "Kuma, Kengo"}, scene) == ("Kuma, Kengo",)


@pytest.mark.parametrize("phase", ["board", "over", "interlude"])
def test_an_answer_is_not_repeated_where_there_is_no_question(phase: str) -> None:
    assert own_answer(PULSE | {"phase": phase}, MINE | {"answer": "x"}, make_scene(phase)) == ()


@pytest.mark.parametrize(
    ("phase", "mine", "has_result", "has_rank"),
    [
        ("revealed", {"result": {"credit": 1, "points": 9}, "rank": 1}, True, True),
        ("revealed", {}, False, False),
        ("board", {"result": {"credit": 1, "points": 9}, "rank": 1}, False, True),
        ("open", {"result": {"credit": 1, "points": 9}, "rank": 1}, False, False),
        ("board", {"rank": 2, "score": 0}, False, True),
        # Who is first with nothing says that nobody has points yet.
        ("board", {"rank": 1, "score": 0}, False, False),
    ],
)
def test_points_and_ranks_are_said_when_they_are_news(
    phase: str, mine: dict[str, Any], has_result: bool, has_rank: bool
) -> None:
    page = make_play(PULSE | {"phase": phase}, MINE | mine, make_scene(phase))
    assert (page.has_result, page.has_rank) == (has_result, has_rank)


@pytest.mark.parametrize(("kind", "has_rank"), [("single", True), ("poll", False)])
def test_a_poll_ranks_nobody(kind: str, has_rank: bool) -> None:
    scene = make_scene("revealed", question=make_question(kind))
    mine = MINE | {"rank": 7, "result": {"credit": None, "points": 0}}
    assert make_play(PULSE | {"phase": "revealed"}, mine, scene).has_rank is has_rank


@pytest.mark.parametrize(
    ("line", "is_own"),
    [
        (Line(2, 9, 1, "Zoé"), True),
        (Line(2, 9, 2, "Ming"), False),
        (Line(2, 9, 162), True),
        (Line(164, 8, 162), False),
    ],
)
def test_ones_own_line_is_found_by_name_or_by_rank(line: Line, is_own: bool) -> None:
    page = make_play(PULSE | {"phase": "board"}, MINE | {"rank": 2}, make_scene("board"))
    assert page.is_on(line) is is_own


@pytest.mark.parametrize(("name", "is_own"), [("Lotus calme 4821", True), ("Zoé", False)])
def test_ones_own_line_is_found_by_what_the_board_calls_one(name: str, is_own: bool) -> None:
    mine = MINE | {"rank": 2, "shown_as": "Lotus calme 4821"}
    page = make_play(PULSE | {"phase": "board"}, mine, make_scene("board"))
    assert page.is_on(Line(2, 9, 2, name)) is is_own


@pytest.mark.parametrize(
    ("kind", "answer", "credit", "verdict"),
    [
        ("single", "a", 1, "right"),
        ("multiple", "a,b", 0.5, "partly"),
        ("single", "a", 0, "wrong"),
        ("single", None, None, "noAnswer"),
        ("poll", None, None, "noAnswer"),
        ("poll", "a", None, "thanks"),
    ],
)
def test_the_round_is_judged_in_the_words_of_the_script(
    kind: str, answer: str | None, credit: float | None, verdict: str
) -> None:
    mine = MINE | {"answer": answer, "result": {"credit": credit, "points": 0}}
    scene = make_scene("revealed", question=make_question(kind))
    assert make_play(PULSE | {"phase": "revealed"}, mine, scene).verdict == verdict


def test_the_page_has_a_path_in_each_language() -> None:
    assert paths("va2020", "kuaishou") == {
        "fr": "/fr/e/va2020/kuaishou",
        "zh": "/zh/e/va2020/kuaishou",
    }
