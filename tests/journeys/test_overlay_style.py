"""A studio's own style takes effect on the overlay, as OBS writes it; no script of others runs."""

import pytest
from playwright.sync_api import Browser, Page, expect

from quiz.events.models import Event, Output
from quiz.events.outputs import OVERLAY_KIND
from quiz.extensions import db
from tests.journeys.house import CODE, House

pytestmark = pytest.mark.chromium

# As the field "Custom CSS" of a browser source holds it before anybody changes it, and a line more.
STYLE = """body { background-color: rgba(0, 0, 0, 0); margin: 0px auto; overflow: hidden; }
#join { opacity: 0.5; }"""
APPEND = """(css) => {
  const style = document.createElement("style");
  style.innerHTML = css;
  document.head.appendChild(style);
}"""
RUN = """(made) => {
  const script = document.createElement("script");
  Object.assign(script, made);
  document.body.appendChild(script);
}"""


@pytest.fixture
def overlay(chromium: Browser, house: House) -> Page:
    """The overlay of the evening, in a browser of its own."""
    with house.app.app_context():
        of_event = db.session.query(Output.secret).filter_by(kind=OVERLAY_KIND).join(Event)
        secret = of_event.filter(Event.code == CODE).scalar()
        db.session.remove()
    context = chromium.new_context(base_url=house.base)
    page = context.new_page()
    page.goto(f"/overlay/{CODE}/{secret}")
    return page


def test_a_studios_style_takes_effect(overlay: Page) -> None:
    overlay.evaluate(APPEND, STYLE)
    expect(overlay.locator("#join")).to_have_css("opacity", "0.5")
    expect(overlay.locator("body")).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    overlay.context.close()


def test_no_script_of_others_runs_there(overlay: Page, house: House) -> None:
    said: list[str] = []
    overlay.on("console", lambda message: said.append(message.text))
    # Inline, in an attribute, and from another origin.
    overlay.evaluate(RUN, {"textContent": "window.ran = 1"})
    overlay.evaluate("document.body.setAttribute('onclick', 'window.ran = 2')")
    overlay.locator("body").dispatch_event("click")
    elsewhere = house.base.replace("127.0.0.1", "localhost") + "/static/x.js"
    overlay.evaluate(RUN, {"src": elsewhere})
    overlay.wait_for_timeout(500)
    assert overlay.evaluate("window.ran") is None
    assert len([text for text in said if "Content Security Policy" in text]) >= 3
    overlay.context.close()
