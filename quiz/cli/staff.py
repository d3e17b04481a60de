"""`quiz staff`: who may sign in, from the machine itself."""

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import gettext as _

from quiz.accounts import queries
from quiz.accounts.actions import invitations, members, sign_ins
from quiz.accounts.models import Staff
from quiz.accounts.passwords import hash_new
from quiz.accounts.roles import HOST, ROLES
from quiz.audit.actions import CONSOLE
from quiz.clock import clock
from quiz.config import Settings
from quiz.database import writing
from quiz.errors import NotFound
from quiz.events.queries import names_of_events
from quiz.extensions import db
from quiz.i18n.localized import LANGUAGES

DEFAULT_BASE = "http://127.0.0.1:8000"


@click.group()
def staff_group() -> None:
    """Invite hosts and admins, list them, sign them out.

    Example: quiz staff invite --role host
    """


@staff_group.command()
@click.option("--role", type=click.Choice(ROLES), default=HOST, show_default=True)
@click.option("--email", help="Fills in the address when the link is opened.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="fr", show_default=True)
@with_appcontext
@writing()
def invite_command(role: str, email: str | None, lang: str) -> None:
    """Print a link that makes one member of staff, once, within a week.

    Example: quiz staff invite --role admin --email curator@museum.example --lang zh
    """
    token = invitations.invite(CONSOLE, role, email)
    db.session.commit()
    click.echo(page_address(f"{lang}/account/enrol/{token}"))


def page_address(path: str) -> str:
    """A page's whole address, as far as this machine knows it."""
    settings: Settings = current_app.config["SETTINGS"]
    return f"{settings.origin or DEFAULT_BASE}/{path}"


@staff_group.command()
@click.argument("email")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Their own language otherwise.")
@with_appcontext
@writing()
def link_command(email: str, lang: str | None) -> None:
    """Print a link that signs somebody in once, within a quarter of an hour.

    For who forgot the password, or has to wait because somebody else guesses it.

    Example: quiz staff link curator@museum.example
    """
    person = staff_by_email(email)
    token, language = sign_ins.make_link(CONSOLE, person), lang or person.language
    db.session.commit()
    click.echo(page_address(f"{language}/account/link/{token}"))


@staff_group.command("list")
@with_appcontext
def list_staff_command() -> None:
    """Print everybody who may sign in, and in how many browsers they are.

    Example: quiz staff list
    """
    browsers = queries.sign_ins_by_staff(clock.now())
    for person in queries.everybody():
        roles = ", ".join(role.name for role in person.roles)
        state = roles if person.active else _("deactivated")
        number = len(browsers.get(person.id, []))
        click.echo("\t".join([person.email, person.name, state, str(number)]))


@staff_group.command("sign-out")
@click.argument("email")
@with_appcontext
@writing()
def sign_out_command(email: str) -> None:
    """Sign somebody out of every browser at once.

    Example: quiz staff sign-out curator@museum.example
    """
    person = staff_by_email(email)
    sign_ins.end_sign_ins(CONSOLE, person)
    db.session.commit()
    click.echo(_("%(name)s is signed out everywhere.", name=person.name))


@staff_group.command("role")
@click.argument("email")
@click.argument("role", type=click.Choice(ROLES))
@with_appcontext
@writing()
def change_role_command(email: str, role: str) -> None:
    """Make somebody a host or an admin.

    Example: quiz staff role curator@museum.example admin
    """
    person = staff_by_email(email)
    members.change_role(CONSOLE, person, role)
    db.session.commit()
    click.echo(_("The role of %(name)s is changed.", name=person.name))


@staff_group.command()
@click.argument("email")
@with_appcontext
@writing()
def deactivate_command(email: str) -> None:
    """Sign somebody out and let them sign in no more.

    Example: quiz staff deactivate curator@museum.example
    """
    person = staff_by_email(email)
    members.set_active(CONSOLE, person, False)
    db.session.commit()
    click.echo(_("%(name)s can no longer sign in.", name=person.name))


@staff_group.command()
@click.argument("email")
@with_appcontext
@writing()
def activate_command(email: str) -> None:
    """Let somebody sign in again.

    Example: quiz staff activate curator@museum.example
    """
    person = staff_by_email(email)
    members.set_active(CONSOLE, person, True)
    db.session.commit()
    click.echo(_("%(name)s can sign in again.", name=person.name))


@staff_group.command()
@click.argument("email")
@click.password_option()
@with_appcontext
def password_command(email: str, password: str) -> None:
    """Give somebody who forgot it a new password; their browsers are signed out.

    Whoever had to wait because of wrong passwords need not any more.

    Example: quiz staff password curator@museum.example
    """
    person = staff_by_email(email)
    about = person.name, person.email, *names_of_events()
    # Nothing is held while the password is hashed.
    db.session.rollback()
    password_hash = hash_new(password, about)
    with writing():
        person = staff_by_email(email)
        members.change_password(CONSOLE, person, password_hash)
        db.session.commit()
        click.echo(_("The password of %(name)s is changed.", name=person.name))


def staff_by_email(email: str) -> Staff:
    """The person with this address."""
    person = queries.find_staff(email)
    if person is None:
        raise NotFound(_("Nobody on the staff has this e-mail address."))
    return person
