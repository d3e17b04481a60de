"""The reader's own place on the board and the podium, in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import expect

from quiz.leaderboard.rules import Line
from tests.web.play.scenes import make_choices, make_crowds, make_lines, make_question, make_scene
from tests.web.play.scenes import make_solution as make_told
from tests.web.play.stand import Stand

pytestmark = pytest.mark.chromium
NARROW = "\u202f"


@pytest.fixture
def board(stand: Stand) -> Stand:
    """A board of crowds after a question; the reader's place is still to be said."""
    stand.visit()
    expect(stand.page.locator(".scene.lobby")).to_be_visible()
    return stand


def show(stand: Stand, lines: tuple[Line, ...], phase: str = "board", **mine: Any) -> None:
    assert stand.me is not None
    stand.me |= {"round": 3, "result": {"credit": 1.0, "points": 900}, "players": 322} | mine
    stand.show(phase, make_scene(phase, lines=lines, players=322), round=3)
    expect(stand.page.locator(f".scene.{phase}")).to_be_visible()


def own_rows(stand: Stand) -> list[str]:
    """The rows below the board, as they are read."""
    texts = stand.page.locator("div.own tr").all_inner_texts()
    return [" ".join(text.split()).replace(NARROW, " ") for text in texts]


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "1ers ex æquo · 162, dont vous"), ("zh", "并列第1名 · 162人，含您")],
)
def test_the_line_of_a_crowd_says_that_the_reader_is_in_it(
    stand: Stand, language: str, said: str
) -> None:
    stand.visit(language)
    expect(stand.page.locator(".scene.lobby")).to_be_visible()
    lines = (Line(1, 2_000, 162), Line(163, 1_990, 1, "Ming"))
    show(stand, lines, score=2_000, rank=1, tied=162, around=[])
    expect(stand.page.locator("tr.own .who")).to_have_text(said)
    assert own_rows(stand) == []


def test_who_leaves_a_crowd_is_no_longer_said_to_be_in_it(board: Stand) -> None:
    lines = (Line(1, 2_000, 162), Line(163, 1_990, 1, "Zoé"))
    show(board, lines, score=2_000, rank=1, tied=162, around=[])
    expect(board.page.locator("tr.own .who")).to_have_text("1ers ex æquo · 162, dont vous")
    assert board.me is not None
    board.me |= {"score": 1_990, "rank": 163, "tied": 1}
    board.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(board.page.locator("tr.own .who")).to_have_text("Zoé")
    expect(board.page.locator("[data-tied] .who")).to_have_text("1ers ex æquo · 162")


def test_on_ones_own_line_stands_ones_own_name_whatever_others_read_there(board: Stand) -> None:
    lines = (
        Line(1, 2_000, 1, "Ana"),
        Line(2, 1_990, 2, "Lotus calme 4821"),
        Line(2, 1_990, 2, "Bo"),
    )
    show(board, lines, score=1_990, rank=2, tied=2, around=[], shown_as="Lotus calme 4821")
    expect(board.page.locator(".who bdi")).to_have_text(["Ana", "Zoé", "Bo"])
    board.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(board.page.locator("tr.own .who")).to_have_text("Zoé")
    assert own_rows(board) == []


def test_below_the_board_stand_the_crowds_beside_ones_own(board: Stand) -> None:
    around = [{"rank": 301, "score": 40, "tied": 5}, {"rank": 312, "score": 0, "tied": 11}]
    show(board, make_crowds(), score=20, rank=306, tied=6, around=around)
    expect(board.page.locator("div.own tr")).to_have_count(3)
    assert own_rows(board) == [
        "301es ex æquo · 5 40",
        "306es ex æquo · 6, dont vous 20",
        "312es ex æquo · 11 0",
    ]


def test_neighbours_of_the_same_rank_stay_on_their_side(board: Stand) -> None:
    around = [
        {"rank": 12, "score": 70, "nickname": "Ana"},
        {"rank": 12, "score": 70, "nickname": "Bo"},
    ]
    show(board, make_lines(), score=70, rank=12, tied=3, around=around)
    expect(board.page.locator("div.own tr")).to_have_count(3)
    assert own_rows(board) == ["12 Ana 70", "12 Zoé 70", "12 Bo 70"]


def test_a_neighbour_without_a_name_is_a_score_in_words(board: Stand) -> None:
    around = [{"rank": 115, "score": 290}, {"rank": 118, "score": 270, "tied": 2}]
    show(board, make_lines(), score=280, rank=116, tied=2, around=around)
    expect(board.page.locator("div.own tr")).to_have_count(3)
    assert own_rows(board) == [
        "Le score juste au-dessus 290",
        "116 Zoé 280",
        "Le score juste au-dessous 270",
    ]


def test_before_the_first_points_nobody_has_a_rank(board: Stand) -> None:
    show(board, (), score=0, rank=1, tied=322, around=[])
    expect(board.page.locator(".scene.board")).to_contain_text("Personne n’a encore de points.")
    expect(board.page.locator("div.own")).to_be_empty()


@pytest.mark.parametrize(
    ("mine", "said"),
    [
        ({"score": 2_000, "rank": 1, "tied": 162}, "1er ex æquo (162) sur 322"),
        ({"score": 1_990, "rank": 163, "tied": 2}, "163e ex æquo (2) sur 322"),
        ({"score": 1_980, "rank": 165, "tied": 1}, "165e sur 322"),
    ],
)
def test_the_end_says_ones_rank_and_who_shares_it(
    board: Stand, mine: dict[str, Any], said: str
) -> None:
    show(board, (Line(1, 2_000, 162),), "over", right=2, **mine)
    expect(board.page.locator(".standing")).to_contain_text(said)
    among = "1ers ex æquo · 162" + (", dont vous" if mine["rank"] == 1 else "")
    expect(board.page.locator(".podium .who")).to_have_text(among)


def test_a_poll_ranks_nobody(board: Stand) -> None:
    assert board.me is not None
    choices = make_choices(3, share=20)
    board.me |= {"round": 3, "answer": choices[0].id, "result": {"credit": None, "points": 0}}
    board.me |= {"score": 900, "rank": 4, "tied": 1, "players": 322}
    told = make_question("poll", choices=choices, solution=make_told())
    board.show("revealed", make_scene("revealed", question=told), round=3)
    expect(board.page.locator(".result .verdict")).to_have_text("Merci pour votre réponse.")
    expect(board.page.locator(".result p")).to_have_count(1)
