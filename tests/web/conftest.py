"""What the tests of pages share."""

import pytest
from flask import Flask

from tests.evenings import Evening
from tests.web.staff_forms import Museum, make_museum


@pytest.fixture
def museum(app: Flask, evening: Evening) -> Museum:  # The museum is the app's own.
    """An evening, a bank of forty questions that are all planned, people, players, links."""
    return make_museum(evening)
