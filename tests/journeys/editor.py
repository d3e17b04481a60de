"""The editor of a question: opened, looked through, saved."""

import re

from playwright.sync_api import FrameLocator, Page, expect

SAVE = ".question-form .actions .button >> nth=0"
OF_BANK = re.compile(r"/admin/banks/\d+(\?.*)?(#.*)?$")


def begin(page: Page, bank: int, where: str = "new", language: str = "fr") -> None:
    """Open the editor; no draft of another test is in it."""
    page.evaluate("localStorage.clear()")
    page.goto(f"/{language}/admin/banks/{bank}/questions/{where}")
    expect(page.locator(".is-docked")).to_be_visible()
    expect(shown(page, "fr-open").locator(".scene")).to_be_attached()


def shown(page: Page, name: str) -> FrameLocator:
    """The screen of that name beside the form."""
    return page.frame_locator(f'[data-preview="{name}"]')


def save(page: Page) -> None:
    """Press the bar's first button, and come back to the bank."""
    page.locator(SAVE).click()
    page.wait_for_url(OF_BANK)
