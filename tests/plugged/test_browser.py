"""The made-up kind in a browser: written at the console, played on a phone, seen on the overlay."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, expect

from tests.clients import sign_in
from tests.factories import make_staff

pytestmark = pytest.mark.chromium

PHONE: ViewportSize = {"width": 360, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 800}
STUDIO: ViewportSize = {"width": 1920, "height": 1080}
TOUCHES = 10
LATE_MS = 40_000


class Screens:
    """Browsers side by side, none of which may meet an error."""

    def __init__(self, chromium: Browser, address: str) -> None:
        self.chromium, self.address = chromium, address
        self.errors: list[str] = []

    def open(
        self, path: str, viewport: ViewportSize, cookies: dict[str, str] | None = None
    ) -> Page:
        """A page of a browser of its own."""
        context = self.chromium.new_context(base_url=self.address, viewport=viewport)
        for name, value in (cookies or {}).items():
            context.add_cookies([{"name": name, "value": value, "url": self.address}])
        page = context.new_page()
        page.set_default_timeout(LATE_MS)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self.note)
        page.goto(path)
        return page

    def note(self, message: ConsoleMessage) -> None:
        """Keep what went wrong; who has not joined yet is told so by a 401."""
        if message.type == "error" and "401" not in message.text:
            self.errors.append(message.text)


@pytest.fixture
def screens(chromium: Browser, address: str) -> Iterator[Screens]:
    screens = Screens(chromium, address)
    yield screens
    for context in chromium.contexts:
        context.close()


def staff(app: Flask, role: str) -> dict[str, str]:
    """The cookie of somebody of staff who is signed in."""
    client = sign_in(app.test_client(), make_staff(role))
    cookie = client.get_cookie("staff")
    assert cookie is not None
    return {"staff": cookie.value}


def see(page: Page, phase: str) -> None:
    """Wait until that scene is on, and its question in sight."""
    expect(
        page.locator(f".scene[data-phase={phase}] h1, .scene[data-phase={phase}] h2")
    ).to_be_visible(timeout=LATE_MS)


def write_at_the_console(host: Page) -> None:
    """The form shows what the kind asks for, and keeps a question of it."""
    host.locator("#from-mind > summary").click()
    form = host.locator("#write-form")
    correct, hint = form.locator("[name=correct]"), form.locator(".dial-hint")
    expect(correct).to_be_hidden()
    form.locator("[name=kind]").select_option("dial")
    expect(hint).to_be_visible()
    expect(form.locator("[data-choice='2']")).to_be_visible()
    expect(form.locator(".right-box").first).to_be_hidden()
    for name, text in {
        "prompt-fr": "Visitez-vous souvent ?",
        "prompt-zh": "您常来吗？",
        "choice1-fr": "jamais",
        "choice1-zh": "从不",
        "choice2-fr": "toujours",
        "choice2-zh": "总是",
        "correct": "70",
        "tolerance": "20",
        "seconds": "12",
        "bank": "Ce soir",
    }.items():
        form.locator(f"[name={name}]").fill(text)
    expect(form.locator("[data-choice='3']")).to_be_hidden()
    form.locator(".actions [value=next]").click()
    expect(host.locator("[data-part=show] .key").first).to_have_text("✓ 70 ± 20", timeout=LATE_MS)


def test_it_is_written_played_and_seen(app: Flask, screens: Screens) -> None:
    host = screens.open("/fr/host/dial", DESK, staff(app, "host"))
    write_at_the_console(host)
    overlay = screens.open("/overlay/dial/studio", STUDIO)
    phone = screens.open("/fr/e/dial/channel1", PHONE)
    phone.locator("#join button").click()
    see(phone, "lobby")

    host.locator("#next").click()
    see(phone, "open")
    see(overlay, "open")
    assert overlay.locator(".dial").evaluate("e => getComputedStyle(e).letterSpacing") == "1px"
    slider, place = phone.locator("input[type=range]"), phone.locator("[data-place]")
    expect(place).to_have_text("50")
    for _ in range(TOUCHES):
        slider.press("ArrowRight")
    expect(place).to_have_text("60")
    phone.locator("form.answer .actions .button").click()
    expect(phone.locator("form.settled .says")).not_to_be_empty()
    phone.reload()
    see(phone, "open")
    expect(place).to_have_text("60")

    frequent = host.locator("[data-part=stage] .frequent")
    expect(frequent).to_contain_text("60", timeout=LATE_MS)
    reveal = host.locator("#step-reveal")
    expect(reveal).not_to_have_attribute("aria-disabled", "true", timeout=LATE_MS)
    reveal.click()
    see(phone, "revealed")
    expect(phone.locator(".solution strong")).to_have_text("70")
    expect(phone.locator(".own-place")).to_have_text("→ 60")
    expect(phone.locator(".result .verdict")).to_have_text("En partie juste", timeout=LATE_MS)
    see(overlay, "revealed")
    expect(overlay.locator(".solution")).to_have_text("70 / 100")
    assert screens.errors == []


def test_the_back_office_shows_its_fields_alone(app: Flask, screens: Screens) -> None:
    cookies = staff(app, "admin")
    admin = screens.open("/fr/admin/banks", DESK, cookies)
    admin.locator("[name=name]").first.fill("Ce soir")
    admin.keyboard.press("Enter")
    admin.wait_for_url("**/admin/banks/*")
    admin.goto(f"{admin.url}/questions/new")
    expect(admin.locator(".dial-fields")).to_be_hidden()
    admin.locator("[name=kind]").select_option("dial")
    expect(admin.locator(".dial-fields")).to_be_visible()
    expect(admin.locator("[name=choice1-fr]")).to_be_visible()
    expect(admin.locator("[name=right1]")).to_be_hidden()
    expect(admin.locator("[name=value]")).to_be_hidden()
    assert screens.errors == []
