"""A phone for the viewers' page."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.web.play.stand import HOST, PHONE, Stand


@pytest.fixture
def stand(app: Flask, chromium: Browser) -> Iterator[Stand]:
    """A phone of 360 × 640 in front of a scripted event."""
    context = chromium.new_context(viewport=PHONE, has_touch=True, base_url=HOST)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield Stand(app, page)
    context.close()
    assert errors == []
