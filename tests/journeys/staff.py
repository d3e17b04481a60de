"""Staff in front of the back office: who signs in, and in which browser."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from tests.journeys.house import PASSWORD, House
from tests.journeys.screen import DESK, Screen


def sign_in(page: Page, email: str) -> None:
    """Fill in the page that asks who one is; it is where one came from, or home, afterwards."""
    page.locator("[name=email]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form:has([name=password]) .actions .button").click()
    page.wait_for_url(re.compile(r"^(?!.*/account/sign-in)"))


@contextmanager
def open_desk(browser: Browser, house: House, name: str, role: str = "admin") -> Iterator[Screen]:
    """The browser of somebody of that role, who is signed in; it fails as `Screen.finish` does."""
    screen = Screen(browser, name, house.base, viewport=DESK, locale="fr-FR")
    screen.page.goto("/fr/account/sign-in")
    sign_in(screen.page, house.hire(role))
    yield screen
    screen.finish()
