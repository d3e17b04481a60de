"""The field of a number: how it is read, what is asked back, which keyboard it has."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.play.scenes import CROWDS, make_question, make_scene, make_solution
from tests.web.play.stand import Stand

pytestmark = pytest.mark.chromium


def test_the_page_shows_how_it_reads_and_asks_which_one(stand: Stand) -> None:
    stand.answers = [(422, {"status": "ambiguous", "readings": ["1852", "1.852"]})]
    stand.open(make_scene("open", question=make_question("number")))
    stand.visit()
    field, reading = stand.page.locator("#value"), stand.page.locator("[data-reading]")
    field.fill("１ ８５２")
    expect(reading).to_have_text("Nous lisons 1852.")
    field.fill("1852")
    expect(reading).to_have_text("")
    field.fill("1,852")
    expect(reading).to_contain_text(re.compile("1852.+1,852"))
    stand.page.keyboard.press("Enter")
    buttons = stand.page.locator("[data-readings] button")
    expect(buttons).to_have_text(["1852", "1,852"])
    expect(reading).to_contain_text("Quel nombre")
    buttons.nth(1).tap()
    expect(stand.page.locator("form.settled")).to_be_visible()
    expect(field).to_have_value("1,852")
    # Nothing is asked any more, and nothing is said to be unsent.
    expect(reading).to_have_text("")
    expect(buttons).to_have_count(0)
    expect(stand.page.locator("[data-says]")).to_have_text("Envoyée")
    stand.expect_sent("1,852", "1.852")


def test_what_is_asked_is_not_asked_any_more_once_the_time_is_over(stand: Stand) -> None:
    stand.answers = [(422, {"status": "ambiguous", "readings": ["1852", "1.852"]})]
    stand.open(make_scene("open", question=make_question("number")), seconds=8)
    stand.visit()
    stand.page.locator("#value").fill("1,852")
    stand.page.keyboard.press("Enter")
    expect(stand.page.locator("[data-readings] button")).to_have_count(2)
    expect(stand.page.locator("[data-says]")).to_have_text("Temps écoulé.")
    expect(stand.page.locator("[data-reading]")).to_have_text("")
    expect(stand.page.locator("[data-readings] button")).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "typed", "reading", "sent"),
    [
        ("fr", "dix-huit", "Nous lisons 18.", "Envoyée : 18"),
        ("fr", "zéro", "Nous lisons 0.", "Envoyée : 0"),
        ("fr", "quatre-vingts ans", "Nous lisons 80.", "Envoyée : 80"),
        ("fr", "moins cinq cents", "Nous lisons −500.", "Envoyée : −500"),
        ("fr", "1 234,56789", "Nous lisons 1234,56789.", "Envoyée : 1234,56789"),
        ("zh", "三百五十", "识别为350。", "已提交：350"),
        ("zh", "3万5千", "识别为35,000。", "已提交：35,000"),
        ("fr", "1852", "", "Envoyée"),
        ("fr", "−500", "", "Envoyée"),
        ("fr", "3,5", "", "Envoyée"),
    ],
)
def test_what_is_read_is_said_while_one_types_and_once_it_is_sent(
    stand: Stand, language: str, typed: str, reading: str, sent: str
) -> None:
    stand.open(make_scene("open", question=make_question("number")))
    stand.visit(language)
    stand.page.locator("#value").fill(typed)
    expect(stand.page.locator("[data-reading]")).to_have_text(reading)
    stand.page.keyboard.press("Enter")
    expect(stand.page.locator("[data-says]")).to_have_text(sent)
    expect(stand.page.locator("[data-reading]")).to_have_text("")


def test_what_the_page_cannot_read_is_asked_of_the_server(stand: Stand) -> None:
    stand.open(make_scene("open", question=make_question("number")))
    stand.visit()
    field, says = stand.page.locator("#value"), stand.page.locator("[data-says]")
    field.fill("l’an 1852")
    stand.me = (stand.me or {}) | {"round": 3, "answer": "1852"}
    stand.page.keyboard.press("Enter")
    expect(says).to_have_text("Envoyée : 1852")
    stand.page.reload()
    expect(field).to_have_value("l’an 1852")
    expect(says).to_have_text("Envoyée : 1852")


@pytest.mark.parametrize(
    ("stored", "said"),
    [(None, "zéro"), ("-3.25", "−3,25"), ("12345.678901", "12 345,678901")],
)
def test_the_reveal_says_the_answer_before_the_points_come(
    stand: Stand, stored: str | None, said: str
) -> None:
    stand.open(make_scene("open", question=make_question("number")))
    stand.visit()
    stand.page.locator("#value").fill("zéro")
    stand.page.keyboard.press("Enter")
    expect(stand.page.locator("[data-says]")).to_contain_text("Envoyée")
    if stored:
        stand.me = (stand.me or {}) | {"round": 3, "answer": stored}
    solution = make_solution(value="3", tolerance="0")
    question = make_question("number", solution=solution)
    stand.show("revealed", make_scene("revealed", question=question), round=3)
    typed = stand.page.locator('[data-mine="typed"]')
    expect(typed).to_have_text(f"Votre réponse : {said}", timeout=20_000)


def test_a_refusal_is_gone_once_one_types_again(stand: Stand) -> None:
    stand.answers = [(422, {"status": "malformed", "message": "Écrivez un nombre."})]
    stand.open(make_scene("open", question=make_question("number")))
    stand.visit()
    field, says = stand.page.locator("#value"), stand.page.locator("[data-says]")
    field.fill("300 environ")
    stand.page.keyboard.press("Enter")
    expect(says).to_have_text("Écrivez un nombre.")
    field.fill("300")
    expect(says).to_have_text("")


def test_the_numbers_to_choose_are_as_wide_as_the_field(stand: Stand) -> None:
    stand.answers = [(422, {"status": "ambiguous", "readings": ["1852", "1.852"]})]
    stand.open(make_scene("open", question=make_question("number")))
    stand.visit()
    stand.page.locator("#value").fill("1,852")
    stand.page.keyboard.press("Enter")
    field = stand.page.locator("#value").bounding_box()
    first, last = (
        stand.page.locator("[data-readings] button").nth(place).bounding_box() for place in (0, 1)
    )
    assert field
    assert first
    assert last
    ends = field["x"], field["x"] + field["width"]
    assert (first["x"], last["x"] + last["width"]) == pytest.approx(ends, abs=0.5)


def test_words_that_do_not_fit_in_large_are_smaller(stand: Stand) -> None:
    stand.open(make_scene("open", question=make_question("number")))
    stand.visit()
    field = stand.page.locator("#value")
    field.fill("1852")
    before = field.bounding_box()
    field.fill("quatre-vingt-dix-sept")
    assert field.evaluate("field => field.scrollWidth <= field.clientWidth") is True
    assert field.bounding_box() == before


@pytest.mark.parametrize(("facts", "mode"), [({}, "decimal"), ({"negative": True}, "text")])
def test_a_minus_can_be_typed_where_the_author_says_so(
    stand: Stand, facts: dict[str, bool], mode: str
) -> None:
    stand.open(make_scene("open", question=make_question("number", facts=facts)))
    stand.visit()
    expect(stand.page.locator("#value")).to_have_attribute("inputmode", mode)


def test_the_own_number_is_shown_under_the_bars(stand: Stand) -> None:
    assert stand.me is not None
    solution = make_solution(value="1852", tolerance="20", crowd=CROWDS["number"])
    question = make_question("number", solution=solution)
    stand.me |= {"round": 3, "answer": "1860", "result": {"credit": 0.6, "points": 600}}
    stand.show("revealed", make_scene("revealed", question=question), round=3)
    stand.visit()
    expect(stand.page.locator("[data-mine=typed]")).to_have_text("Votre réponse : 1860 ▲")
    svg = stand.page.locator(".histogram svg")
    low, high = (float(svg.get_attribute(f"data-{end}") or "") for end in ("low", "high"))
    place = 280 * (1860 - low) / (high - low)
    drawn = svg.locator(".own-number").get_attribute("d") or ""
    assert float(drawn[1:].split(" ")[0]) == pytest.approx(place, abs=0.01)
