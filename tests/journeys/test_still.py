"""An overlay's preview over a still: its own page, small, with the edge of what stays free."""

import pytest
from playwright.sync_api import Browser, Locator, expect

from quiz.events.models import Event, Output
from quiz.events.outputs import OVERLAY_KIND
from quiz.extensions import db
from tests.journeys.house import CODE, House
from tests.journeys.phone import PATIENCE_MS
from tests.journeys.screen import Screen
from tests.journeys.staff import open_desk
from tests.pictures.drawings import draw, encoded

pytestmark = pytest.mark.chromium

# How far the page is drawn beside the box that shows it, in px.
BESIDE = """(box) => {
  const boxes = [box, box.querySelector("iframe")];
  const [outer, inner] = boxes.map((one) => one.getBoundingClientRect());
  return Math.max(...["left", "top", "width", "height"].map((n) => Math.abs(outer[n] - inner[n])));
}"""
LEFT_COLOUR = (
    "(one) => Array.from(one.getContext('2d').getImageData(480, 540, 1, 1).data).slice(0, 3)"
)
LOOK_MS = 100


def seen_at(house: House) -> int | None:
    """When the overlay of the evening was last seen."""
    with house.app.app_context():
        of_event = db.session.query(Output.seen_at).filter_by(kind=OVERLAY_KIND).join(Event)
        at: int | None = of_event.filter(Event.code == CODE).scalar()
        db.session.remove()
        return at


def test_a_host_looks_at_the_overlay_over_a_still(chromium: Browser, house: House) -> None:
    with open_desk(chromium, house, "still", "host") as desk:
        look_at_still(desk, house)


def lie_together(box: Locator) -> None:
    """Wait until the page is drawn where its box is: a script follows the box."""
    for _ in range(PATIENCE_MS // LOOK_MS):
        if box.evaluate(BESIDE) < 1:
            return
        box.page.wait_for_timeout(LOOK_MS)
    assert box.evaluate(BESIDE) < 1


def look_at_still(desk: Screen, house: House) -> None:
    """Open the preview, choose a still, fold it away."""
    before = seen_at(house)
    for language in ("fr", "zh"):
        desk.page.goto(f"/{language}/host/{CODE}/links")
        part = desk.page.locator("[data-still]").first
        box = part.locator("[data-box]")
        expect(box.locator("iframe")).to_have_count(0)
        part.locator("summary").click()
        inside = box.frame_locator("iframe")
        expect(inside.locator(".scene .panel")).to_be_visible()
        line = inside.locator(".free-line").bounding_box()
        assert line is not None
        for width in (360, 1_440):
            desk.page.set_viewport_size({"width": width, "height": 900})
            lie_together(box)
        desk.look(f"still-{language}", (360, 1_440))
    mark = {"name": "still.png", "mimeType": "image/png", "buffer": encoded(draw(), "PNG")}
    sent: list[str] = []
    desk.page.on("request", lambda request: sent.append(request.method))
    part.locator("[type=file]").set_input_files(mark)
    expect(part.locator("canvas")).to_be_visible()
    assert part.locator("canvas").evaluate(LEFT_COLOUR) == [200, 30, 30]
    desk.shoot("still-own")
    broken = {"name": "still.txt", "mimeType": "image/png", "buffer": b"no picture"}
    part.locator("[type=file]").set_input_files(broken)
    expect(part.locator("[data-failed]")).not_to_be_empty()
    expect(part.locator("canvas")).to_be_hidden()
    assert set(sent) <= {"GET"}
    desk.page.wait_for_timeout(1_000)
    assert seen_at(house) == before
    part.locator("summary").click()
    expect(box.locator("iframe")).to_have_count(0)
