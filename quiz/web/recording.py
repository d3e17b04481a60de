"""The record, as pages write it: from which network, and where a request only reads."""

from typing import Any

from flask import Flask, current_app, request
from sqlalchemy.exc import SQLAlchemyError

from quiz.accounts.rules import REFUSAL_WINDOW
from quiz.audit.actions import NETWORK, record
from quiz.audit.models import Subject
from quiz.audit.queries import count_entries
from quiz.clock import clock
from quiz.database import writing
from quiz.extensions import db
from quiz.networks import network_of
from quiz.web.signing import actor, current_user

# The screens on which staff do what the record keeps.
SCREENS = frozenset({"account", "admin", "host", "remote"})


def bind_recording(app: Flask) -> None:
    """Let what staff do in a request be recorded with where it came from."""
    app.before_request(remember_network)


def remember_network() -> None:
    """Say to this request's session from which network its changes are asked for."""
    if request.blueprint in SCREENS and request.remote_addr:
        db.session.info[NETWORK] = network_of(request.remote_addr)


def note(act: str, subject: str | Subject, details: dict[str, Any] | None = None) -> None:
    """Keep that this reader did `act` in a request that only reads.

    It is a transaction of its own, and never fails the page: what could not be kept is in the log.
    What the session has read before is read again, so call it first.
    """
    try:
        who = actor()
        with writing():
            record(who, act, subject, details)
            db.session.commit()
    except SQLAlchemyError as error:
        db.session.rollback()
        current_app.logger.error("%s was not recorded: %s", act, type(error).__name__)


def note_refusal() -> None:
    """Keep that this reader was refused a page of staff, once a minute.

    The page is known by its endpoint: a path may hold a secret. Who is not signed in is a stranger
    to the record, since every robot tries such pages.
    """
    if request.blueprint not in SCREENS:
        return
    try:
        if not current_user.is_authenticated:
            return
        subject, since = f"page {request.endpoint}", clock.now() - REFUSAL_WINDOW
        is_known = count_entries(subject, since, actor())
    except SQLAlchemyError:
        db.session.rollback()
        return
    if not is_known:
        note("refuse", subject, {"method": request.method})
