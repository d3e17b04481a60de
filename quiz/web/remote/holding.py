"""Which phone is a remote: one that was let in, as long as the remote's secret is the same."""

import hmac
from hashlib import sha256

from flask import Response, current_app, g, request
from flask_babel import lazy_gettext as _l
from flask_babel import refresh

from quiz.config import Settings
from quiz.errors import Forbidden
from quiz.events.models import Output
from quiz.events.outputs import REMOTE_KIND
from quiz.i18n.localized import LANGUAGES
from quiz.web.links import get_output

KEPT = "remote"
SPOKEN = "remote-language"
# An evening, and its rehearsals.
WEEK_S = 7 * 86_400
YEAR_S = 31_536_000


def get_remote(code: str, secret: str) -> Output:
    """The remote, if this phone was let in; else NotFound, or Forbidden."""
    output = known_remote(code, secret)
    if not is_in(output):
        raise Forbidden(
            _l("This phone is not a remote. Each code lets one phone in: ask a host for a new one.")
        )
    return output


def known_remote(code: str, secret: str) -> Output:
    """The remote of that secret, whoever asks, in the language of this phone; else NotFound."""
    asked = request.args.get("language"), request.cookies.get(SPOKEN)
    chosen = next((language for language in asked if language in LANGUAGES), None)
    if chosen is not None:
        g.language = chosen
        refresh()
    return get_output(code, REMOTE_KIND, secret)


def is_in(output: Output) -> bool:
    """Whether this phone was let in."""
    return hmac.compare_digest(request.cookies.get(KEPT, "").encode(), pass_of(output).encode())


def pass_of(output: Output) -> str:
    """What a phone keeps: nobody can make it, and another secret makes it worth nothing."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"remote {output.id} {output.secret}".encode(), sha256).hexdigest()


def keep_pass(page: Response, output: Output) -> Response:
    """Have the phone keep that it was let in, for this very link."""
    return _keep(page, KEPT, pass_of(output), WEEK_S, request.path)


def remember_language(page: Response) -> Response:
    """Have the phone keep the language that was chosen on it."""
    chosen = request.args.get("language", "")
    return _keep(page, SPOKEN, chosen, YEAR_S, "/remote") if chosen in LANGUAGES else page


def _keep(page: Response, name: str, value: str, seconds: int, path: str) -> Response:
    settings: Settings = current_app.config["SETTINGS"]
    page.set_cookie(
        name,
        value,
        max_age=seconds,
        path=path,
        secure=settings.https,
        httponly=True,
        samesite="Lax",
    )
    return page
