"""Invitations: made, withdrawn, and used up by whom they make."""

import secrets
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import CursorResult, delete, update

from quiz.accounts.actions.members import known_role, make_staff
from quiz.accounts.models import Invitation, Staff, actor_name
from quiz.accounts.queries import active_admins, find_invitation, find_staff
from quiz.accounts.roles import ADMIN
from quiz.accounts.rules import INVITED_FOR, hash_of
from quiz.audit.actions import CONSOLE, record
from quiz.clock import clock
from quiz.errors import Conflict, NotFound
from quiz.extensions import db
from quiz.i18n.folding import fold_email


def invite(actor: Staff | str, role: str, email: str | None = None) -> str:
    """The secret token of a link that makes one member of staff within a week, once."""
    known_role(role)
    if email and find_staff(email):
        raise Conflict(_l("Somebody with this e-mail address is already on the staff."))
    token = _make_invitation(role, email, clock.now() + INVITED_FOR, actor)
    record(actor_name(actor), "invite", f"role {role}", {"email": email})
    return token


def first_enrolment() -> str | None:
    """A token that makes the first admin, in place of the one before; none once there is one."""
    if active_admins():
        return None
    db.session.execute(
        delete(Invitation).where(Invitation.expires_at.is_(None), Invitation.used_at.is_(None))
    )
    return _make_invitation(ADMIN, None, None, CONSOLE)


def _make_invitation(
    role: str, email: str | None, expires_at: int | None, actor: Staff | str
) -> str:
    token = secrets.token_urlsafe(24)
    invitation = Invitation(
        token_hash=hash_of(token),
        email=fold_email(email) if email else None,
        role=role,
        made_at=clock.now(),
        expires_at=expires_at,
        made_by_id=None if isinstance(actor, str) else actor.id,
    )
    db.session.add(invitation)
    db.session.flush()
    return token


def withdraw(actor: Staff, invitation_id: int) -> None:
    """Let an invitation's link be worth nothing."""
    invitation = db.session.get(Invitation, invitation_id)
    if invitation is None or invitation.used_at is not None:
        raise NotFound(_l("This invitation was used or withdrawn."))
    record(actor_name(actor), "withdraw", f"role {invitation.role}", {"email": invitation.email})
    db.session.delete(invitation)
    db.session.flush()


def enrol(token: str, name: str, email: str, password_hash: str, language: str) -> Staff:
    """The new member of staff that the invitation behind `token` makes, once."""
    invitation = find_invitation(token, clock.now())
    if invitation is None or not _use(invitation):
        raise NotFound(_l("This link was used, has expired, or was replaced by a newer one."))
    if find_staff(email):
        raise Conflict(_l("Somebody with this e-mail address is already on the staff."))
    staff = make_staff(name, email, password_hash, invitation.role, language)
    record(staff.email, "enrol", f"staff {staff.id}", {"role": invitation.role})
    return staff


def _use(invitation: Invitation) -> bool:
    # Of two browsers that send the form at once, the row lets one pass.
    unused = Invitation.id == invitation.id, Invitation.used_at.is_(None)
    result: CursorResult[Any] = db.session.execute(  # type: ignore[assignment]  # An update gives a cursor.
        update(Invitation).where(*unused).values(used_at=clock.now())
    )
    return result.rowcount == 1
