"""Clients as browsers are: each request in a context of its own."""

from contextvars import Context
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quiz.accounts.actions import sign_ins
from quiz.accounts.models import Staff
from quiz.database import writing
from quiz.extensions import db
from quiz.web import signing


class Browser(FlaskClient):
    """A client whose requests share no `g` and no database session with the test.

    Flask would lend a request the context that the `app` fixture pushed. So `with client:` has
    nothing to keep: read the response.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make a request as from outside."""
        return Context().run(super().open, *args, **kwargs)


def sign_in(client: FlaskClient, staff: Staff, agent: str = "Test") -> FlaskClient:
    """Sign `staff` in without the form and its slow hash; commits."""
    db.session.commit()
    with writing():
        key = sign_ins.sign_in(staff, agent)
        db.session.commit()
    with client.session_transaction() as cookie:
        cookie[signing.KEY] = key
    return client
