"""A member of staff whose password the tests know."""

import pytest
from flask import Flask

from quiz.accounts.actions.members import make_staff
from quiz.accounts.models import Staff
from quiz.accounts.passwords import hash_password
from quiz.extensions import db
from tests.web.account.sign_in_form import PASSWORD


@pytest.fixture
def lea(app: Flask) -> Staff:
    staff = make_staff("Léa", "lea@museum.example", hash_password(PASSWORD), "host", "fr")
    db.session.commit()
    return staff
