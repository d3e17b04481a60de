"""Browsers that are signed in, and the links that sign one in."""

import secrets
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import CursorResult, delete, update

from quiz.accounts.models import SignIn, SignInLink, Staff, actor_name
from quiz.accounts.queries import find_link
from quiz.accounts.rules import LINK_LASTS, hash_of
from quiz.audit.actions import record
from quiz.clock import clock
from quiz.errors import Conflict, NotFound
from quiz.extensions import db


def sign_in(staff: Staff, agent: str) -> str:
    """The secret key of one more browser in which `staff` is signed in."""
    key, now = secrets.token_urlsafe(32), clock.now()
    row = SignIn(
        key_hash=hash_of(key),
        staff_id=staff.id,
        agent=agent[:255],
        made_at=now,
        last_seen_at=now,
    )
    db.session.add(row)
    record(staff.email, "sign in", f"staff {staff.id}")
    return key


def make_link(actor: Staff | str, staff: Staff) -> str:
    """The token of a link that signs `staff` in once, soon, in place of one made before."""
    if not staff.active:
        raise Conflict(_l("This person may not sign in. Please activate them first."))
    token = secrets.token_urlsafe(24)
    db.session.execute(delete(SignInLink).where(SignInLink.staff_id == staff.id))
    row = SignInLink(
        token_hash=hash_of(token), staff_id=staff.id, expires_at=clock.now() + LINK_LASTS
    )
    db.session.add(row)
    record(actor_name(actor), "make sign-in link", f"staff {staff.id}")
    return token


def use_link(token: str) -> Staff:
    """The person whom the link behind `token` signs in; it is gone then."""
    link = find_link(token, clock.now())
    if link is None or not _take(link):
        raise NotFound(_l("This link was used, has expired, or was replaced by a newer one."))
    record(link.staff.email, "use sign-in link", f"staff {link.staff_id}")
    return link.staff


def _take(link: SignInLink) -> bool:
    # Of two browsers that send the form at once, the row lets one pass.
    result: CursorResult[Any] = db.session.execute(  # type: ignore[assignment]  # A delete gives a cursor.
        delete(SignInLink)
        .where(SignInLink.id == link.id)
        .execution_options(synchronize_session=False)
    )
    return result.rowcount == 1


def see(sign_in_id: int) -> None:
    """Note that a browser is in use."""
    db.session.execute(
        update(SignIn).where(SignIn.id == sign_in_id).values(last_seen_at=clock.now())
    )


def end_sign_in(actor: Staff, staff: Staff, sign_in_id: int) -> None:
    """Sign one browser of `staff` out; nothing happens if it is not theirs, or was ended."""
    _end(SignIn.staff_id == staff.id, SignIn.id == sign_in_id)
    record(actor_name(actor), "sign out", f"staff {staff.id}")


def end_sign_ins(actor: Staff | str, staff: Staff, but: int | None = None) -> None:
    """Sign every browser of `staff` out, except the sign-in numbered `but`; no link is left."""
    db.session.execute(delete(SignInLink).where(SignInLink.staff_id == staff.id))
    _end(SignIn.staff_id == staff.id, SignIn.id != (but or 0))
    record(actor_name(actor), "sign out everywhere", f"staff {staff.id}")


def _end(*conditions: Any) -> None:
    db.session.execute(
        update(SignIn).where(SignIn.ended_at.is_(None), *conditions).values(ended_at=clock.now())
    )
