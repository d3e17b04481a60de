"""What is known of staff: people, sign-ins, invitations, wrong passwords."""

from collections.abc import Collection, Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from quiz.accounts.models import (
    HostedEvent,
    Invitation,
    OpenConsole,
    Role,
    SignIn,
    SignInLink,
    Staff,
)
from quiz.accounts.roles import ADMIN
from quiz.accounts.rules import (
    ABSOLUTE,
    hash_of,
    is_open,
)
from quiz.errors import NotFound
from quiz.extensions import db
from quiz.i18n.folding import fold_email


def find_staff(email: str) -> Staff | None:
    """The person with this e-mail address, whatever its capitals."""
    return db.session.scalar(select(Staff).where(Staff.email == fold_email(email)))


def get_staff(staff_id: int) -> Staff:
    """The person with this number."""
    staff = db.session.get(Staff, staff_id)
    if staff is None:
        raise NotFound(_l("There is no such member of staff."))
    return staff


def everybody() -> Sequence[Staff]:
    """All staff by name, those who were deactivated last."""
    return db.session.scalars(select(Staff).order_by(Staff.active.desc(), Staff.name)).all()


def hosted_events(staff_id: int) -> frozenset[int]:
    """The numbers of the events that this person is named for."""
    named = select(HostedEvent.event_id).where(HostedEvent.staff_id == staff_id)
    return frozenset(db.session.scalars(named))


def present_staff(event_id: int, since: int) -> Sequence[Staff]:
    """Whose console of that event was open at `since` or later, by name."""
    lately = OpenConsole.event_id == event_id, OpenConsole.seen_at >= since
    people = select(Staff).join(OpenConsole, OpenConsole.staff_id == Staff.id)
    return db.session.scalars(people.where(*lately).order_by(Staff.name, Staff.id)).all()


def names_of_people(emails: Collection[str]) -> dict[str, str]:
    """By e-mail address how colleagues call those who have an account."""
    rows = select(Staff.email, Staff.name).where(Staff.email.in_(emails))
    return {row.email: row.name or row.email for row in db.session.execute(rows)}


def active_admins() -> Sequence[Staff]:
    """Those who may do everything, and can sign in."""
    admins = select(Staff).where(Staff.active, Staff.roles.any(Role.name == ADMIN))
    return db.session.scalars(admins).all()


def find_sign_in(key: str, now: int) -> SignIn | None:
    """The living sign-in of the browser that holds `key`."""
    sign_in = db.session.scalar(select(SignIn).where(SignIn.key_hash == hash_of(key)))
    return sign_in if sign_in and sign_in.is_alive(now) else None


def sign_ins_of(staff: Staff, now: int) -> list[SignIn]:
    """The browsers in which `staff` is signed in, the last used first."""
    return sign_ins_by_staff(now).get(staff.id, [])


def sign_ins_by_staff(now: int) -> dict[int, list[SignIn]]:
    """For each person's number the browsers in which they are signed in, the last used first."""
    rows = db.session.scalars(
        select(SignIn)
        .where(SignIn.ended_at.is_(None), SignIn.made_at > now - ABSOLUTE)
        .order_by(SignIn.last_seen_at.desc(), SignIn.id.desc())
    )
    found: dict[int, list[SignIn]] = {}
    for row in rows:
        if row.is_alive(now):
            found.setdefault(row.staff_id, []).append(row)
    return found


def find_invitation(token: str, now: int) -> Invitation | None:
    """The invitation behind a link, if it can still be used."""
    row = db.session.scalar(select(Invitation).where(Invitation.token_hash == hash_of(token)))
    return row if row and is_open(row.expires_at, row.used_at, now) else None


def open_invitations(now: int) -> list[Invitation]:
    """Invitations by people that nobody used yet, the newest first."""
    rows = db.session.scalars(
        select(Invitation)
        .where(Invitation.used_at.is_(None), Invitation.expires_at.is_not(None))
        .order_by(Invitation.made_at.desc(), Invitation.id.desc())
    )
    return [row for row in rows if is_open(row.expires_at, row.used_at, now)]


def find_link(token: str, now: int) -> SignInLink | None:
    """What a sign-in link stands for, if it can still be used."""
    row = db.session.scalar(select(SignInLink).where(SignInLink.token_hash == hash_of(token)))
    return row if row and row.is_usable(now) else None
