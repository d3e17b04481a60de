"""What every response says about safety, and which requests are refused before a view."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request
from flask_babel import lazy_gettext as _l

from quiz.bounds import FILE_BYTES, FORM_BYTES, NEXT, PLAYER_FORM_BYTES
from quiz.config import Settings
from quiz.errors import Forbidden, Misdirected, TooLarge
from quiz.networks import read_address

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITE = frozenset({"same-origin", "none"})
RULES = (
    "default-src 'none'; script-src 'self'; style-src {styles}; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors {ancestors}"
)
POLICY = RULES.format(styles="'self'", ancestors="'none'")
# A page that shows another one of ours inside of it.
FRAMING_POLICY = f"{POLICY}; frame-src 'self'"
OVERLAY_POLICY = RULES.format(styles="'self' 'unsafe-inline'", ancestors="*")
# Last parts of names that are in no public DNS: RFC 2606, 6761, 6762 and 8375, ICANN.
RESERVED = frozenset(
    {
        *("localhost", "local", "internal", "test", "example", "invalid", "arpa"),
        *("lan", "home", "corp"),
    }
)
LOOPBACK = ("localhost", "127.0.0.1", "::1")
YEAR = 31_536_000  # seconds
KEPT = frozenset({200, 304})  # every other answer is nobody's to keep


def bind_security(app: Flask) -> None:
    """Refuse what comes from elsewhere or is too large; mark every response."""
    app.config["MAX_CONTENT_LENGTH"] = FILE_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = FORM_BYTES
    app.before_request(refuse_other_hosts)
    app.before_request(refuse_foreign_writes)
    app.before_request(limit_body)
    app.after_request(mark_response)


def is_foreign(environ: Mapping[str, Any], host: str) -> bool:
    """Whether a WSGI request was made by another site's page; `host` is ours, with its port.

    `Sec-Fetch-Site` decides where the browser sends it, `Origin` where it does not; a request
    that has neither was made by no page at all.
    """
    site = environ.get("HTTP_SEC_FETCH_SITE")
    if site is not None:
        return site not in OWN_SITE
    origin = environ.get("HTTP_ORIGIN")
    return origin is not None and origin_host(origin) != host.lower()


def origin_host(origin: str) -> str | None:
    """The host and port that an `Origin` names; none for `null` and for nonsense."""
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None


def refuse_other_hosts() -> None:
    """Give pages under the host of QUIZ_ORIGIN and this machine's own alone.

    Without an origin nobody knows by which names phones reach the quiz; but a name that somebody
    can own in public is none of them, unless a proxy of ours passes it on.
    """
    settings: Settings = current_app.config["SETTINGS"]
    ours, name = urlsplit(settings.origin).hostname, origin_name(f"//{request.host}")
    if ours is not None:
        is_right = name in (ours, *LOOPBACK)
    else:
        is_right = bool(settings.proxies) or is_private(name)
    if not is_right:
        raise Misdirected(
            _l("The quiz is not found under this name. Whoever runs it sets QUIZ_ORIGIN to it.")
        )


def is_private(name: str | None) -> bool:
    """Whether nobody can own that name in public: an address, a name without a dot, a reserved one.

    A page of somebody who owns a name can let it point at this machine (DNS rebinding), and would
    then read what this machine says to the browser in front of it.
    """
    if name is None:
        return False
    last = name.rstrip(".").rpartition(".")[2]
    return read_address(name) is not None or "." not in name or last in RESERVED


def origin_name(address: str) -> str | None:
    """The host that an address names, without its port; none for nonsense."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def refuse_foreign_writes() -> None:
    """Refuse a write that another site's page asked for."""
    if request.method not in SAFE_METHODS and is_foreign(request.environ, request.host):
        raise Forbidden(_l("This request came from another site and was not carried out."))


def limit_body() -> None:
    """Only staff's forms with a file may be as large as a file; a player's has a line or two."""
    if request.blueprint == "play":
        request.max_content_length = request.max_form_memory_size = PLAYER_FORM_BYTES
        if (request.content_length or 0) > PLAYER_FORM_BYTES:
            raise TooLarge(_l("This form is too long. Please write less."))
    elif request.mimetype != "multipart/form-data":
        request.max_content_length = FORM_BYTES
    else:
        # A file that was looked at first comes back in a field.
        request.max_form_memory_size = FILE_BYTES


def response_headers(*, https: bool, overlay: bool = False) -> Iterable[tuple[str, str]]:
    """The headers of every response, Flask's or not; the overlay's page may be framed and styled.

    Streaming software writes a studio's own style into the overlay as an element. A style can load
    nothing from elsewhere under this policy; scripts are ours alone, there as everywhere.
    """
    yield "Content-Security-Policy", OVERLAY_POLICY if overlay else POLICY
    yield "X-Content-Type-Options", "nosniff"
    yield "Referrer-Policy", "same-origin"
    yield "Cross-Origin-Opener-Policy", "same-origin"
    if https:
        yield "Strict-Transport-Security", f"max-age={YEAR}; includeSubDomains"


def mark_response(response: Response) -> Response:
    """Add those headers; what does not say how long it may be kept is kept by nobody."""
    settings: Settings = current_app.config["SETTINGS"]
    overlay = request.blueprint == "overlay"
    for name, value in response_headers(https=settings.https, overlay=overlay):
        response.headers.setdefault(name, value)
    if response.status_code not in KEPT or "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response


def safe_path(target: str | None) -> str | None:
    """`target` if it is a path on this very site, not too long, to go to after signing in."""
    if not target or len(target) > NEXT or not target.startswith("/") or not target.isprintable():
        return None
    # A browser reads a backslash as a slash, and two of them as another host.
    if target.startswith("//") or "\\" in target:
        return None
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc else None
