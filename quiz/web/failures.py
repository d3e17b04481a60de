"""What somebody reads when something was refused or went wrong: a page, or JSON, never a trace."""

from typing import Any, NamedTuple

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from quiz.errors import QuizError
from quiz.extensions import db
from quiz.web.drafts import draft_path
from quiz.web.recording import note_refusal

RETRY_SECONDS = 2
KEPT_HEADERS = ("Allow", "Retry-After")


class Failure(NamedTuple):
    """What happened, and what to do now."""

    heading: Any
    sentence: Any


UNCLEAR = Failure(
    _l("We did not understand this request"), _l("Please go back, reload the page and try again.")
)
OVER = Failure(
    _l("This page was open for too long"),
    _l("Nothing was changed. Please go back, reload the page and try again."),
)
KEPT = Failure(
    OVER.heading,
    _l("Nothing was changed. Please go back and reload the page: what you typed is there again."),
)
BROKEN = Failure(
    _l("Something went wrong on our side"),
    _l("What was already saved is safe. Please try again in a moment."),
)
FAILURES = {
    401: Failure(_l("You are not signed in"), _l("Please sign in and try again.")),
    403: Failure(_l("This is not for you to open"), _l("Please ask an admin of your museum.")),
    404: Failure(
        _l("There is no page here"), _l("Please check the address, or ask for the link again.")
    ),
    405: UNCLEAR,
    409: Failure(
        _l("Somebody else was first"), _l("Please reload the page to see what is true now.")
    ),
    413: Failure(_l("This is too large"), _l("Nothing was changed. Please send a smaller file.")),
    422: Failure(_l("Please check what you typed"), _l("Please go back and correct it.")),
    429: Failure(_l("Too many attempts"), _l("Please wait a minute and try again.")),
    503: Failure(_l("This is not possible just now"), _l("Please try again in a moment.")),
}


def bind_failures(app: Flask) -> None:
    """Answer every failure of `app` in the reader's language."""
    app.register_error_handler(QuizError, answer_refusal)
    app.register_error_handler(CSRFError, answer_old_page)
    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(OperationalError, answer_no_database)
    app.register_error_handler(InterfaceError, answer_no_database)
    # All connections are lent, and none came back in time.
    app.register_error_handler(PoolTimeout, answer_no_database)


def answer_old_page(_error: CSRFError) -> Response:
    """The form is older than the sign-in: it must be loaded again."""
    return failure_response(400, KEPT if draft_path() else OVER)


def answer_refusal(error: QuizError) -> Response:
    """Our own refusal, in its own sentence."""
    failure = FAILURES.get(error.status, UNCLEAR)
    response = failure_response(error.status, Failure(failure.heading, error.message))
    if error.status == 503:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def answer_http(error: HTTPException) -> Response | HTTPException:
    """What Flask and Werkzeug refuse, or a fault of ours (500); a redirect stays one."""
    code = error.code or 500
    if code < 400 or error.response is not None:
        return error
    response = failure_response(code, FAILURES.get(code, UNCLEAR if code < 500 else BROKEN))
    for name, value in error.get_headers():
        if name in KEPT_HEADERS:
            response.headers[name] = value
    return response


def answer_no_database(error: Exception) -> Response:
    """The database is away or busy: asking again will work."""
    current_app.logger.error("The database did not answer: %s", type(error).__name__)
    db.session.rollback()
    response = failure_response(503, FAILURES[503])
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def failure_response(status: int, failure: Failure) -> Response:
    """The failure as the asker reads it: a page, or JSON for a script; a refusal is recorded."""
    if status == 403:
        note_refusal()
    if wants_json():
        body = {"status": status, "error": str(failure.sentence)}
        return make_response(jsonify(body), status)
    page = render_template("errors/failure.html", failure=failure, status=status)
    return make_response(page, status)


def wants_json() -> bool:
    """Whether a script asks, and not somebody who follows a link or sends a form."""
    if request.headers.get("Sec-Fetch-Dest") == "empty":
        return True
    types = request.accept_mimetypes
    return types.best_match(["text/html", "application/json"]) == "application/json"
