"""What changes staff: invitations, sign-ins, passwords, roles."""

import secrets
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import CursorResult, delete, select, update

from quiz.accounts.models import (
    Invitation,
    Miss,
    Role,
    SignIn,
    SignInLink,
    Staff,
)
from quiz.accounts.queries import (
    active_admins,
    find_invitation,
    find_link,
    find_staff,
)
from quiz.accounts.roles import ADMIN, ROLES
from quiz.accounts.rules import INVITED_FOR, LINK_LASTS, account_key, hash_of
from quiz.audit.actions import CONSOLE, record
from quiz.clock import clock
from quiz.errors import Conflict, Invalid, NotFound
from quiz.extensions import db


def invite(actor: Staff | str, role: str, email: str | None = None) -> str:
    """The secret token of a link that makes one member of staff within a week, once."""
    known_role(role)
    if email and find_staff(email):
        raise Conflict(_l("Somebody with this e-mail address is already on the staff."))
    token = _make_invitation(role, email, clock.now() + INVITED_FOR, actor)
    record(_name(actor), "invite", f"role {role}", {"email": email})
    return token


def first_enrolment() -> str | None:
    """A token that makes the first admin, in place of the one before; none once there is one."""
    if active_admins():
        return None
    db.session.execute(
        delete(Invitation).where(Invitation.expires_at.is_(None), Invitation.used_at.is_(None))
    )
    return _make_invitation(ADMIN, None, None, CONSOLE)


def _name(actor: Staff | str) -> str:
    """Under what name the record knows who acts."""
    return actor if isinstance(actor, str) else actor.email


def _make_invitation(
    role: str, email: str | None, expires_at: int | None, actor: Staff | str
) -> str:
    token = secrets.token_urlsafe(24)
    invitation = Invitation(
        token_hash=hash_of(token),
        email=email.strip().casefold() if email else None,
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
    record(_name(actor), "withdraw", f"role {invitation.role}", {"email": invitation.email})
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


def make_staff(name: str, email: str, password_hash: str, role: str, language: str) -> Staff:
    """A new member of staff who can sign in."""
    staff = Staff(
        name=name.strip(),
        email=email.strip().casefold(),
        password=password_hash,
        language=language,
        made_at=clock.now(),
        roles=[known_role(role)],
    )
    db.session.add(staff)
    db.session.flush()
    return staff


def known_role(name: str) -> Role:
    """The role called `name`, made when it is first needed."""
    if name not in ROLES:
        raise Invalid(_l("There is no such role: %(role)s.", role=name))
    role = db.session.scalar(select(Role).where(Role.name == name))
    if role is None:
        role = Role(name=name)
        db.session.add(role)
        db.session.flush()
    return role


def renew_password(staff: Staff, renewed: str) -> None:
    """Keep a hash of the same password that was made by the parameters of today."""
    staff.password = renewed
    db.session.flush()


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
    record(_name(actor), "make sign-in link", f"staff {staff.id}")
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
    record(_name(actor), "sign out", f"staff {staff.id}")


def end_sign_ins(actor: Staff | str, staff: Staff, but: int | None = None) -> None:
    """Sign every browser of `staff` out, except the sign-in numbered `but`; no link is left."""
    db.session.execute(delete(SignInLink).where(SignInLink.staff_id == staff.id))
    _end(SignIn.staff_id == staff.id, SignIn.id != (but or 0))
    record(_name(actor), "sign out everywhere", f"staff {staff.id}")


def _end(*conditions: Any) -> None:
    db.session.execute(
        update(SignIn).where(SignIn.ended_at.is_(None), *conditions).values(ended_at=clock.now())
    )


def change_password(
    actor: Staff | str, staff: Staff, password_hash: str, keep: int | None = None
) -> None:
    """Another password; every other browser than the sign-in numbered `keep` is signed out.

    Nobody waits for wrong ones that were given before.
    """
    staff.password = password_hash
    db.session.execute(delete(Miss).where(Miss.account_hash == hash_of(account_key(staff.email))))
    record(_name(actor), "change password", f"staff {staff.id}")
    end_sign_ins(actor, staff, keep)


def change_role(actor: Staff | str, staff: Staff, role: str) -> None:
    """Let `staff` be a host or an admin; somebody always stays admin."""
    if role != ADMIN:
        _keep_an_admin(staff)
    staff.roles = [known_role(role)]
    record(_name(actor), "change role", f"staff {staff.id}", {"role": role})


def set_active(actor: Staff | str, staff: Staff, active: bool) -> None:
    """Let `staff` sign in again, or never more: their browsers are signed out at once."""
    if not active:
        _keep_an_admin(staff)
        end_sign_ins(actor, staff)
    staff.active = active
    record(_name(actor), "activate" if active else "deactivate", f"staff {staff.id}")


def _keep_an_admin(staff: Staff) -> None:
    if [admin.id for admin in active_admins()] == [staff.id]:
        raise Conflict(_l("This is the only admin. Please make somebody else an admin first."))
