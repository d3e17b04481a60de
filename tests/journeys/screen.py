"""One page in the browser: what it may never do, its pictures, its accessibility."""

import re
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

from quiz.config import ROOT

ARTIFACTS = ROOT / "artifacts"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
PHONE = {"width": 360, "height": 640}
DESK = {"width": 1440, "height": 900}
WIDTHS = (360, 1440)
# 1280 px at 400 %.
ZOOMED = 320
# Of a machine that does much else: what never comes fails all the same.
PATIENCE_MS = 60_000
UNJOINED = re.compile(r"status of 401 .*/my/[^/]+/me$")
# A machine that does much else for a moment asks to come again; what was asked for comes then.
BUSY = re.compile(r"status of 503 .*/(live|my)/[^/]+/")
WIDER = """(width) => Array.from(document.querySelectorAll("body *")).filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width > 0 && box.right > width + 1 && getComputedStyle(one).position !== "fixed";
}).map((one) => one.outerHTML.slice(0, 90)).slice(0, 5)"""
RING = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const label = one.closest("label, li, .field, .choice");
  const around = label ? getComputedStyle(label) : null;
  const ringed = around && around.outlineStyle !== "none" && parseFloat(around.outlineWidth) >= 2;
  const seen = box.bottom > 0 && box.top < innerHeight && box.width > 0;
  return one === document.body || ((ring || ringed) && (seen || ringed));
}"""


class Screen:
    """A page with a name; `finish` fails if it ever said an error that was not expected."""

    def __init__(self, browser: Browser, name: str, base: str, **options: Any) -> None:
        self.name = name
        self.context = browser.new_context(base_url=base, **options)
        self.context.set_default_timeout(PATIENCE_MS)
        self.page = self.context.new_page()
        self.errors: list[str] = []
        self.expected = [UNJOINED, BUSY]
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the console says in red, with where it comes from."""
        if message.type == "error":
            self.errors.append(f"{message.text} {message.location['url']}")

    def look(self, name: str, widths: tuple[int, ...] = WIDTHS) -> None:
        """Keep pictures of what is on, and find nothing wrong with it."""
        size = self.page.viewport_size
        assert size is not None
        faults = []
        for width in sorted({*widths, ZOOMED}, reverse=True):
            self.page.set_viewport_size({"width": width, "height": size["height"]})
            faults += self.overflow(width)
            if width in widths:
                self.shoot(f"{name}-{width}")
        self.page.set_viewport_size(size)
        faults += violations(self.page)
        assert faults == [], "\n".join([f"{self.name} at {self.page.url}:", *faults])

    def shoot(self, name: str) -> Path:
        """Keep a picture of the whole page in `artifacts/`."""
        ARTIFACTS.mkdir(exist_ok=True)
        path = ARTIFACTS / f"{name}.png"
        self.page.screenshot(path=path, full_page=True, animations="disabled")
        return path

    def overflow(self, width: int) -> list[str]:
        """What makes the page wider than its screen, if it is."""
        if self.page.evaluate("document.documentElement.scrollWidth") <= width:
            return []
        wide = self.page.evaluate(WIDER, width)
        return [f"wider than {width} px: {wide}"]

    def walk(self, stops: int) -> None:
        """Press Tab so often; each stop is in sight and has a ring."""
        for _ in range(stops):
            self.page.keyboard.press("Tab")
            assert self.page.evaluate(RING), self.page.evaluate("document.activeElement.outerHTML")

    def tab_to(self, target: Locator, most: int = 60) -> None:
        """Press Tab until the element, or one of them, has the focus; each stop is seen."""
        for _ in range(most):
            if target.evaluate_all("(all) => all.includes(document.activeElement)"):
                return
            self.walk(1)
        raise AssertionError(f"{self.name}: Tab never comes to {target}")

    def finish(self) -> None:
        """Close it; nothing unexpected may have been said."""
        self.context.close()
        patterns = self.expected
        unexpected = [e for e in self.errors if not any(p.search(e) for p in patterns)]
        assert unexpected == [], f"{self.name}: {unexpected}"


def violations(page: Page) -> list[str]:
    """What axe-core finds, one sentence each."""
    found = Axe().run(page, options=AXE).response["violations"]
    return [
        f"{one['id']}: {node['html'][:120]} ({node['any'][0]['message'] if node['any'] else ''})"
        for one in found
        for node in one["nodes"]
    ]
