"""What the server says about the drafts that a browser keeps of half-written forms.

The script `static/js/staff/drafts.js` sends with a form under which path its draft is kept.
"""

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, flash, request
from flask_babel import gettext as _

from quiz.bounds import NEXT
from quiz.web.security import SAFE_METHODS, safe_path
from quiz.web.signing import current_user

FIELD = "draft"
# A message of this kind is for the script of the next page alone.
TAKEN = "taken"


def bind_drafts(app: Flask) -> None:
    """Let the page that follows a form say that it was taken."""
    app.after_request(note_taken)


def draft_path() -> str:
    """Under which path the browser keeps a draft of this form; empty if it keeps none."""
    path = request.form.get(FIELD, "") if request.method == "POST" else ""
    is_path = path.startswith("/") and len(path) <= NEXT and path.isprintable() and " " not in path
    return path if is_path else ""


def note_taken(response: Response) -> Response:
    """A form that led to another page was taken: its draft is not needed any more."""
    if response.status_code == 303 and (path := draft_path()) and current_user.is_authenticated:
        flash(path, TAKEN)
    return response


def page_to_return_to() -> str | None:
    """Where somebody was who must sign in first: the page itself, or the one with the form."""
    adapter = current_app.create_url_adapter(request)
    if request.method in SAFE_METHODS or (adapter and adapter.test(method="GET")):
        return safe_path(request.full_path.rstrip("?"))
    parts = urlsplit(request.referrer or "")
    return safe_path(parts.path) if parts.netloc == request.host else None


def promise_draft() -> None:
    """Say to who must sign in first that what was typed is not lost; no file of theirs is read."""
    if request.mimetype != "multipart/form-data" and draft_path():
        sentence = _("You were signed out meanwhile. What you typed comes back as you sign in.")
        flash(sentence, "warning")
