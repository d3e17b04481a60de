"""Who is signed in: our row for each browser.

A session cookie alone proves nothing: it carries the key of a `sign_in` row, which every request
looks up. Ending the row ends the sign-in, however many copies of the cookie there are.
"""

import hmac
from hashlib import sha256
from typing import Any, NamedTuple

from flask import Flask, current_app, g, has_request_context, request, session
from sqlalchemy.exc import OperationalError
from werkzeug.local import LocalProxy

from quiz.accounts import misses, passwords, queries
from quiz.accounts.actions import members, sign_ins
from quiz.accounts.models import SignIn, Staff
from quiz.accounts.rules import ABSOLUTE, SEEN_EVERY, account_key, limits_of
from quiz.clock import clock
from quiz.config import Settings
from quiz.database import writing
from quiz.errors import Unavailable
from quiz.extensions import db
from quiz.i18n.folding import fold_email
from quiz.networks import is_loopback, network_of, read_address

KEY = "sign_in"
KNOWN = "known"


class Stranger:
    """A reader who is not signed in."""

    is_authenticated = False


STRANGER = Stranger()


def bind_signing(app: Flask) -> None:
    """Give `app` the staff's session cookie, and its templates `current_user`."""
    settings: Settings = app.config["SETTINGS"]
    app.config.update(
        {
            # The prefix ties the cookie to this very host; it is taken only over HTTPS.
            "SESSION_COOKIE_NAME": "__Host-staff" if settings.https else "staff",
            "SESSION_COOKIE_SECURE": settings.https,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "PERMANENT_SESSION_LIFETIME": ABSOLUTE // 1000,
        }
    )
    app.context_processor(lambda: {"current_user": current_user})


def current_sign_in() -> SignIn | None:
    """The row of this browser while its sign-in lives; looked up once a request."""
    if not has_request_context():
        return None
    if "sign_in" not in g:
        key = session.get(KEY)
        g.sign_in = queries.find_sign_in(key, clock.now()) if isinstance(key, str) else None
    row: SignIn | None = g.sign_in
    return row


def look_again() -> SignIn | None:
    """The row of this browser, read anew: it may have been ended meanwhile."""
    g.pop("sign_in", None)
    return current_sign_in()


def load_reader() -> Staff | Stranger:
    """Who is signed in in this request's browser."""
    row = current_sign_in()
    return STRANGER if row is None else row.staff


# Who reads: a member of staff, or a stranger, whose `is_authenticated` is False.
current_user: Any = LocalProxy(load_reader)


def actor() -> str:
    """Who is asking, for the record; read before one begins to write."""
    return str(current_user.email)


def begin(staff: Staff) -> None:
    """Sign this browser in; what its session held before is gone."""
    session.clear()
    session.permanent = True
    session[KNOWN] = staff.id
    session[KEY] = sign_ins.sign_in(staff, request.headers.get("User-Agent", ""))
    g.pop("sign_in", None)


def end() -> None:
    """Sign this browser out, here and wherever its cookie was copied to."""
    row, staff = current_sign_in(), current_user
    if row is not None:
        sign_ins.end_sign_in(staff, row.staff, row.id)
    known = row.staff_id if row is not None else None
    session.clear()
    g.sign_in = None
    session.permanent = True
    # So that others' wrong passwords cannot keep this browser waiting.
    session[KNOWN] = known


def limits_here(email: str) -> dict[str, int]:
    """What a wrong password from this browser is counted under, with how many each allows."""
    staff = queries.find_staff(email)
    known = staff.id if staff and session.get(KNOWN) == staff.id else None
    address = request.remote_addr or ""
    network = None if is_shared(address) else str(network_of(address))
    return limits_of(account_key(email), network, known)


class Checked(NamedTuple):
    """A password that was looked at, or how long to wait (ms) before one is."""

    wait: int
    is_right: bool = False
    staff_id: int = 0


def check_password(email: str, password: str) -> Checked:
    """Look at a password for the account of that address, holding no transaction meanwhile.

    It is a miss until it was found to be right, so of many at once few are looked at.
    """
    passwords.refuse_when_full()
    limits = limits_here(email)
    with writing():
        counted = misses.begin_attempt(account_key(email), limits)
        db.session.commit()
    if counted.wait:
        return Checked(counted.wait)
    staff = queries.find_staff(email)
    staff_id, stored = (staff.id, staff.password) if staff and staff.active else (0, None)
    db.session.rollback()
    try:
        is_right = passwords.is_password(password, stored)
        is_dated = is_right and passwords.is_dated(str(stored))
        renewed = passwords.hash_password(password) if is_dated else None
    except Unavailable:
        forget_attempt(counted)
        raise
    if not is_right:
        record_miss(staff_id, email)
        return Checked(0)
    with writing():
        staff = queries.get_staff(staff_id)
        if not staff.active or staff.password != stored:
            # Meanwhile the person was deactivated, or has another password.
            return Checked(0)
        misses.take_back(counted)
        if renewed is not None:
            members.renew_password(staff, renewed)
        db.session.commit()
    return Checked(0, True, staff_id)


def forget_attempt(attempt: misses.Attempt) -> None:
    """Let an attempt be no miss: whoever sent it is asked to come again."""
    with writing():
        misses.take_back(attempt)
        db.session.commit()


def record_miss(staff_id: int, email: str) -> None:
    """Keep that a wrong password was given for an account; who has none at `email` is number 0."""
    with writing():
        if staff_id:
            misses.note_miss(staff_id)
        else:
            misses.note_unknown(mark_of(email))
        db.session.commit()


def mark_of(email: str) -> str:
    """By what an address is known again that belongs to nobody, and cannot be read.

    Whoever is in a hurry types a password where the address belongs, so nothing of it is kept: a
    part of an address would be a part of that password, and a plain hash could be guessed.
    """
    key = str(current_app.config["SECRET_KEY"]).encode()
    text = f"unknown account {fold_email(email)}"
    return hmac.new(key, text.encode("utf-8", "surrogatepass"), sha256).hexdigest()[:16]


def is_shared(address: str) -> bool:
    """Whether a proxy on this machine stands between, so that everybody has its address."""
    return read_address(address) is None or is_loopback(address)


def note_use() -> None:
    """Keep the sign-in alive; written at most once a minute."""
    row = current_sign_in()
    if row is None or clock.now() - row.last_seen_at < SEEN_EVERY:
        return
    number: Any = row.id
    # On SQLite a transaction that has read may not begin to write: this is one of its own.
    db.session.rollback()
    with writing():
        try:
            sign_ins.see(number)
            db.session.commit()
        except OperationalError:
            # Somebody else is writing: the next request will say the same.
            db.session.rollback()
