"""The people who may sign in: who they are, whom to invite, what admins may do about them."""

from typing import NamedTuple

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts import queries
from quiz.accounts.actions import invitations, members, sign_ins
from quiz.accounts.roles import ADMIN
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import Conflict
from quiz.extensions import db
from quiz.web.account.blueprint import account
from quiz.web.account.forms import ROLE_NAMES, InviteForm
from quiz.web.guards import role
from quiz.web.navigation import absolute
from quiz.web.signing import current_user


class SignInLinkFor(NamedTuple):
    """A link that was just made, and whom it signs in."""

    name: str
    address: str


@account.get("/staff")
@role(ADMIN)
def staff() -> ResponseReturnValue:
    """Everybody, the open invitations, and a form for one more."""
    return staff_page(InviteForm())


def staff_page(
    form: InviteForm,
    link: str | None = None,
    sign_in_link: SignInLinkFor | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    now = clock.now()
    page = render_template(
        "account/staff.html",
        everybody=queries.everybody(),
        sign_ins=queries.sign_ins_by_staff(now),
        invitations=queries.open_invitations(now),
        role_names=ROLE_NAMES,
        form=form,
        link=link,
        sign_in_link=sign_in_link,
    )
    return make_response(page, status)


@account.post("/staff", endpoint="invite")
@role(ADMIN)
def post_invitation() -> ResponseReturnValue:
    """One more invitation; its link is shown now and never again."""
    form = InviteForm()
    if not form.validate_on_submit():
        return staff_page(form, status=422)
    try:
        with writing():
            token = invitations.invite(current_user, form.role.data, form.email.data or None)
            db.session.commit()
    except Conflict as refusal:
        form.email.errors = [refusal.message]
        return staff_page(form, status=422)
    link = absolute(url_for("account.enrol", token=token))
    return staff_page(InviteForm(formdata=None), link, status=201)


@account.post("/staff/invitations/<int:invitation_id>/withdraw", endpoint="withdraw")
@role(ADMIN)
@writing()
def post_withdrawal(invitation_id: int) -> ResponseReturnValue:
    """Let a link be worth nothing."""
    invitations.withdraw(current_user, invitation_id)
    return staff_changed(_("The invitation is withdrawn."))


@account.post("/staff/<int:staff_id>/link", endpoint="make_link")
@role(ADMIN)
def post_sign_in_link(staff_id: int) -> ResponseReturnValue:
    """A link that signs somebody in once; it is shown now and never again."""
    with writing():
        person = queries.get_staff(staff_id)
        token = sign_ins.make_link(current_user, person)
        name, language = person.name, person.language
        db.session.commit()
    link = absolute(url_for("account.link", token=token, lang=language))
    return staff_page(InviteForm(formdata=None), sign_in_link=SignInLinkFor(name, link), status=201)


@account.post("/staff/<int:staff_id>/role", endpoint="change_role")
@role(ADMIN)
@writing()
def post_role(staff_id: int) -> ResponseReturnValue:
    """Make somebody a host or an admin."""
    person = queries.get_staff(staff_id)
    members.change_role(current_user, person, request.form.get("role", ""))
    return staff_changed(_("The role of %(name)s is changed.", name=person.name))


@account.post("/staff/<int:staff_id>/deactivate")
@role(ADMIN)
@writing()
def deactivate(staff_id: int) -> ResponseReturnValue:
    """Let somebody sign in no more."""
    person = queries.get_staff(staff_id)
    members.set_active(current_user, person, False)
    return staff_changed(_("%(name)s can no longer sign in.", name=person.name))


@account.post("/staff/<int:staff_id>/activate")
@role(ADMIN)
@writing()
def activate(staff_id: int) -> ResponseReturnValue:
    """Let somebody sign in again."""
    person = queries.get_staff(staff_id)
    members.set_active(current_user, person, True)
    return staff_changed(_("%(name)s can sign in again.", name=person.name))


@account.post("/staff/<int:staff_id>/sign-out")
@role(ADMIN)
@writing()
def end_everywhere(staff_id: int) -> ResponseReturnValue:
    """Sign somebody out of every browser."""
    person = queries.get_staff(staff_id)
    sign_ins.end_sign_ins(current_user, person)
    return staff_changed(_("%(name)s is signed out everywhere.", name=person.name))


def staff_changed(sentence: str) -> ResponseReturnValue:
    """Commit, and say on the list what happened."""
    db.session.commit()
    flash(sentence, "right")
    return redirect(url_for("account.staff"), 303)
