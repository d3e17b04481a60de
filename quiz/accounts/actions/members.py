"""Members of staff: made, with their role, their password and their leave to sign in."""

from collections.abc import Collection

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from quiz.accounts.actions.sign_ins import end_sign_ins
from quiz.accounts.models import HostedEvent, Miss, Role, Staff, actor_name
from quiz.accounts.queries import active_admins
from quiz.accounts.roles import ADMIN, ROLES
from quiz.accounts.rules import account_key, hash_of
from quiz.audit.actions import record
from quiz.clock import clock
from quiz.errors import Conflict, Invalid
from quiz.extensions import db
from quiz.i18n.folding import fold_email


def make_staff(name: str, email: str, password_hash: str, role: str, language: str) -> Staff:
    """A new member of staff who can sign in."""
    staff = Staff(
        name=name.strip(),
        email=fold_email(email),
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


def change_password(
    actor: Staff | str, staff: Staff, password_hash: str, keep: int | None = None
) -> None:
    """Another password; every other browser than the sign-in numbered `keep` is signed out.

    Nobody waits for wrong ones that were given before.
    """
    staff.password = password_hash
    db.session.execute(delete(Miss).where(Miss.account_hash == hash_of(account_key(staff.email))))
    record(actor_name(actor), "change password", f"staff {staff.id}")
    end_sign_ins(actor, staff, keep)


def change_role(actor: Staff | str, staff: Staff, role: str) -> None:
    """Let `staff` be a host or an admin; somebody always stays admin."""
    if role != ADMIN:
        _keep_an_admin(staff)
    staff.roles = [known_role(role)]
    record(actor_name(actor), "change role", f"staff {staff.id}", {"role": role})


def limit_host(actor: Staff | str, staff: Staff, event_ids: Collection[int] | None) -> None:
    """Let a host run these events only, perhaps none; None is every event."""
    staff.is_limited = event_ids is not None
    db.session.execute(delete(HostedEvent).where(HostedEvent.staff_id == staff.id))
    named = sorted(event_ids or ())
    db.session.add_all(HostedEvent(staff_id=staff.id, event_id=event_id) for event_id in named)
    details = {"events": "all" if event_ids is None else len(named)}
    record(actor_name(actor), "limit host", f"staff {staff.id}", details)
    db.session.flush()


def set_active(actor: Staff | str, staff: Staff, active: bool) -> None:
    """Let `staff` sign in again, or never more: their browsers are signed out at once."""
    if not active:
        _keep_an_admin(staff)
        end_sign_ins(actor, staff)
    staff.active = active
    record(actor_name(actor), "activate" if active else "deactivate", f"staff {staff.id}")


def _keep_an_admin(staff: Staff) -> None:
    if [admin.id for admin in active_admins()] == [staff.id]:
        raise Conflict(_l("This is the only admin. Please make somebody else an admin first."))
