"""The viewers' script in a real browser: it asks as the contract says and loses no answer."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.play.scenes import make_choices, make_question, make_scene
from tests.web.play.stand import OFFLINE, Stand

pytestmark = pytest.mark.chromium
CLOSED_STORAGE = """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new Error("closed"); } });
}"""
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
CHOICES = make_choices(4)


def question(kind: str = "single") -> object:
    choices = () if kind in ("number", "text") else CHOICES
    return make_scene("open", question=make_question(kind, choices=choices))


def test_a_visitor_joins_under_a_suggested_name(stand: Stand) -> None:
    stand.me = None
    stand.visit()
    field = stand.page.locator("#nickname")
    expect(field).not_to_have_value("")
    name = field.input_value()
    stand.me = {"player": {"nickname": name, "channel": "kuaishou", "lang": "fr"}}
    stand.me |= {"round": None, "answer": None, "result": None}
    stand.me |= {"score": 0, "rank": None, "players": 0}
    stand.page.locator("#join button").click()
    expect(stand.page.locator(".scene.lobby .name")).to_have_text(name)
    expect(stand.page.locator("#landing")).to_be_hidden()


def test_who_comes_when_it_is_full_watches_along(stand: Stand) -> None:
    stand.me = None
    stand.seats = [(503, {"status": "full", "message": "Le quiz est complet."})]
    stand.visit()
    stand.page.locator("#join button").click()
    expect(stand.page.locator("#watching")).to_have_text("Le quiz est complet.")
    expect(stand.page.locator("#scene-title")).to_have_text("Vous suivez le quiz")
    stand.open(question())
    expect(stand.page.locator("label.choice")).to_have_count(4)
    expect(stand.page.locator(".scene input:enabled, .scene button:enabled")).to_have_count(0)
    assert stand.sent == []


def test_one_touch_sends_and_the_row_says_so(stand: Stand) -> None:
    stand.open(question())
    stand.visit()
    row = stand.page.locator("label.choice").nth(1)
    row.tap()
    expect(row.locator(".mark-says")).not_to_be_empty()
    expect(row).to_have_class("choice chosen")
    expect(stand.page.locator("form.settled")).to_be_visible()
    stand.expect_sent(CHOICES[1].id)


def test_four_ordinary_choices_do_not_scroll(stand: Stand) -> None:
    stand.open(question())
    stand.visit()
    expect(stand.page.locator("label.choice")).to_have_count(4)
    assert stand.page.evaluate("document.documentElement.scrollHeight") <= 640


def test_an_answer_is_asked_again_until_it_is_known(stand: Stand) -> None:
    stand.answers = [(OFFLINE, {}), (503, {"status": "away"}), (OFFLINE, {})]
    stand.open(question())
    stand.visit()
    stand.page.locator("label.choice").nth(2).tap()
    status = stand.page.locator("#status")
    expect(status).to_have_text(stand.page.evaluate("(say) => say.sentLong", words(stand)))
    stand.expect_sent(*[CHOICES[2].id] * 4)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, "<html><title>Wi-Fi</title></html>"),
        (200, '{"status": "accepted", "elapsed_'),
        (200, '{"status": "accepted"}'),
        (201, "null"),
        (502, '{"status": "too_late"}'),
        (404, "<html>nginx</html>"),
        (403, "Forbidden"),
        (409, '{"status": "already_answered"}'),
    ],
)
def test_only_a_receipt_of_ours_is_one(stand: Stand, status: int, body: str) -> None:
    stand.answers = [(status, body)]
    stand.open(question())
    stand.visit()
    stand.page.locator("label.choice").nth(2).tap()
    expect(stand.page.locator(".chosen .mark-says")).to_have_text(words(stand)["sent"])
    stand.expect_sent(*[CHOICES[2].id] * 2)


def test_an_answer_outlives_a_reload(stand: Stand) -> None:
    stand.answers = [(OFFLINE, {})] * 50
    stand.open(question())
    stand.visit()
    stand.page.locator("label.choice").nth(2).tap()
    expect(stand.page.locator(".chosen .mark-says")).to_have_text(words(stand)["trying"])
    stand.answers = []
    stand.page.reload()
    expect(stand.page.locator(".chosen .mark-says")).to_have_text(words(stand)["sent"])
    assert set(stand.sent) == {CHOICES[2].id}


def test_another_answer_that_was_stored_is_the_one_shown(stand: Stand) -> None:
    stand.answers = [(409, {"status": "already_answered", "answer": CHOICES[0].id})]
    stand.open(question())
    stand.visit()
    stand.page.locator("label.choice").nth(3).tap()
    expect(stand.page.locator("label.choice").nth(0)).to_have_class("choice chosen")
    expect(stand.page.locator("[data-says]")).to_have_text(words(stand)["other"])


@pytest.mark.parametrize(
    ("status", "verdict"),
    [(410, "too_late"), (425, "too_early"), (403, "banned"), (404, "not_found")],
)
def test_a_refusal_is_said_in_words(stand: Stand, status: int, verdict: str) -> None:
    stand.answers = [(status, {"status": verdict})]
    stand.open(question())
    stand.visit()
    stand.page.locator("label.choice").nth(0).tap()
    expect(stand.page.locator("[data-says]")).to_have_text(words(stand)["refusals"][verdict])


def test_a_number_that_cannot_be_read_may_be_written_again(stand: Stand) -> None:
    stand.answers = [(422, {"status": "malformed", "message": "Écrivez un nombre."})]
    stand.open(question("number"))
    stand.visit()
    stand.page.locator("#value").fill("douze")
    stand.page.keyboard.press("Enter")
    expect(stand.page.locator("[data-says]")).to_have_text("Écrivez un nombre.")
    stand.page.locator("#value").fill("12")
    stand.page.keyboard.press("Enter")
    expect(stand.page.locator("form.settled")).to_be_visible()
    stand.expect_sent("douze", "12")


def test_keys_choose_and_only_enter_sends_what_arrows_reached(stand: Stand) -> None:
    stand.open(question())
    stand.visit()
    expect(stand.page.locator("#scene-title")).to_be_focused()
    stand.page.keyboard.press("Tab")
    stand.page.keyboard.press("ArrowDown")
    expect(stand.page.locator("label.choice").nth(1)).to_have_class("choice chosen")
    assert stand.sent == []
    stand.page.keyboard.press("Enter")
    expect(stand.page.locator("form.settled")).to_be_visible()
    stand.expect_sent(CHOICES[1].id)


def test_letters_choose_several_and_the_button_sends(stand: Stand) -> None:
    stand.open(question("multiple"))
    stand.visit()
    expect(stand.page.locator("#scene-title")).to_be_focused()
    for letter in "dba":
        stand.page.keyboard.press(letter)
    stand.page.keyboard.press("b")
    stand.page.locator(".answer .button").click()
    expect(stand.page.locator("form.settled")).to_be_visible()
    stand.expect_sent(f"{CHOICES[0].id},{CHOICES[3].id}")


def test_rows_are_put_in_order_by_keys_and_by_dragging(stand: Stand) -> None:
    stand.open(question("order"))
    stand.visit()
    rows = stand.page.locator("li.choice")
    rows.nth(0).locator(".step").nth(1).focus()
    stand.page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_have_attribute("data-id", CHOICES[0].id)
    last, first = rows.nth(3).bounding_box(), rows.nth(0).bounding_box()
    assert last is not None
    assert first is not None
    stand.page.mouse.move(last["x"] + 20, last["y"] + 20)
    stand.page.mouse.down()
    stand.page.mouse.move(first["x"] + 20, first["y"] + 10, steps=12)
    stand.page.mouse.up()
    stand.page.locator(".answer .button").click()
    expect(stand.page.locator("form.settled")).to_be_visible()
    stand.expect_sent(",".join(CHOICES[place].id for place in (3, 1, 0, 2)))


@pytest.mark.parametrize("kind", ["multiple", "order", "text"])
def test_another_language_keeps_what_was_not_sent(stand: Stand, kind: str) -> None:
    stand.open(question(kind))
    stand.visit()
    if kind == "multiple":
        stand.page.locator("label.choice").nth(1).tap()
    elif kind == "order":
        stand.page.locator("li.choice").nth(3).locator(".step").nth(0).click()
    else:
        stand.page.locator("#value").fill("Kuma")
    stand.page.locator(".languages a").click()
    expect(stand.page.locator(".scene")).to_have_attribute("lang", "zh-Hans")
    stand.page.locator(".answer .button").click()
    expect(stand.page.locator("form.settled")).to_be_visible()
    moved = ",".join(CHOICES[place].id for place in (0, 1, 3, 2))
    stand.expect_sent({"multiple": CHOICES[1].id, "order": moved, "text": "Kuma"}[kind])


def test_what_was_told_of_a_round_is_not_told_in_the_next(stand: Stand) -> None:
    stand.open(question(), seconds=1)
    stand.visit()
    status, title = stand.page.locator("#status"), stand.page.locator("#scene-title")
    expect(status).to_have_text("Temps écoulé.")
    title.focus()
    stand.open(question("number"))
    expect(stand.page.locator("form.number")).to_be_visible()
    expect(title).to_be_focused()
    expect(status).to_have_text("")


def test_the_time_closes_the_question(stand: Stand) -> None:
    stand.open(question(), seconds=1.5)
    stand.visit()
    expect(stand.page.locator("form.settled")).to_be_visible()
    expect(stand.page.locator("[data-says]")).to_have_text(words(stand)["timeUp"])
    expect(stand.page.locator("[data-count]")).to_have_text("0")


def test_the_next_scene_comes_at_its_instant_even_if_it_is_early(stand: Stand) -> None:
    stand.visit()
    expect(stand.page.locator(".scene.lobby")).to_be_visible()
    stand.scenes["soon"] = question()
    stand.early = ["soon", "soon"]
    opens = stand.now() + 2_000
    times = {"round": 3, "opens_at": opens, "closes_at": opens + 20_000}
    stand.show("ready", make_scene("ready"), **times)
    stand.pulse |= {"next": {"scene": "soon", "at": opens}, "poll_ms": 15_000}
    expect(stand.page.locator(".scene.ready .countdown")).to_have_text(re.compile("[12]"))
    expect(stand.page.locator(".scene.question")).to_be_visible()
    assert stand.now() >= opens + 300


def test_an_older_pulse_changes_nothing_and_another_event_reloads(stand: Stand) -> None:
    stand.show("interlude", make_scene("interlude"))
    stand.visit()
    expect(stand.page.locator(".scene.interlude")).to_be_visible()
    newest = dict(stand.pulse)
    stand.pulse |= {"version": 1, "scene": "lobby", "phase": "lobby"}
    with stand.page.expect_response("**/pulse"), stand.page.expect_response("**/pulse"):
        pass
    expect(stand.page.locator(".scene.interlude")).to_be_visible()
    stand.pulse = newest | {"event": "e2", "version": 1}
    with stand.page.expect_request(lambda asked: asked.is_navigation_request()):
        pass
    expect(stand.page.locator(".scene.interlude")).to_be_visible()


def test_a_hidden_page_is_silent_and_whole_again_when_seen(stand: Stand) -> None:
    stand.visit()
    expect(stand.page.locator(".scene.lobby")).to_be_visible()
    stand.page.evaluate(HIDE, True)
    stand.page.wait_for_timeout(300)
    stand.asked.clear()
    stand.open(question())
    stand.page.wait_for_timeout(700)
    assert [path for path in stand.asked if path.startswith("/live/")] == []
    stand.page.evaluate(HIDE, False)
    expect(stand.page.locator(".scene.question")).to_be_visible()
    assert stand.asked.count("/my/va2020/me") == 1


def test_everything_works_without_storage(stand: Stand) -> None:
    stand.page.add_init_script(CLOSED_STORAGE)
    stand.open(question("multiple"))
    stand.visit()
    stand.page.locator("label.choice").nth(0).tap()
    stand.page.locator(".answer .button").click()
    expect(stand.page.locator("[data-says]")).to_have_text(words(stand)["sent"])
    stand.expect_sent(CHOICES[0].id)


def words(stand: Stand) -> dict[str, str]:
    """The sentences that wait in the page."""
    found: dict[str, str] = stand.page.evaluate(
        "JSON.parse(document.getElementById('words').dataset.words)"
    )
    return found
