"""What the reveal says to the player alone, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.web.play.scenes import make_choices, make_question, make_scene, make_solution
from tests.web.play.stand import Stand
from tests.web.play.test_live_page import CHOICES, words

pytestmark = pytest.mark.chromium


def test_the_reveal_is_followed_by_ones_own_points(stand: Stand) -> None:
    assert stand.me is not None
    shown = (*make_choices(3, right=False, share=20), make_choices(4, right=True, share=40)[3])
    view = make_scene(
        "revealed", question=make_question("single", choices=shown, solution=make_solution())
    )
    stand.visit()
    expect(stand.page.locator(".scene.lobby")).to_be_visible()
    stand.me |= {"round": 3, "answer": CHOICES[0].id, "score": 5_320, "rank": 1_203}
    stand.me |= {"result": {"credit": 0.0, "points": 0}, "players": 166_000}
    stand.show("revealed", view, round=3)
    result = stand.page.locator(".result")
    expect(result.locator(".verdict")).to_have_text(words(stand)["wrong"])
    expect(result).to_contain_text("5\u202f320")
    expect(stand.page.locator("li.choice.mine")).to_have_attribute("data-choice", CHOICES[0].id)
    expect(stand.page.locator(".mine .cross")).to_contain_text(words(stand)["yours"])


@pytest.mark.parametrize(("kind", "is_promised"), [("single", True), ("poll", False)])
def test_no_points_are_promised_where_none_are_given(
    stand: Stand, kind: str, is_promised: bool
) -> None:
    given = make_choices(3, right=None if kind == "poll" else False, share=20)
    view = make_scene(
        "revealed", question=make_question(kind, choices=given, solution=make_solution())
    )
    stand.visit()
    expect(stand.page.locator(".scene.lobby")).to_be_visible()
    stand.is_counting = True
    stand.show("revealed", view, round=3)
    expect(stand.page.locator(".scene.revealed")).to_be_visible()
    promised = words(stand)["counting"] if is_promised else ""
    expect(stand.page.locator(".result")).to_have_text(promised)
