"""What the links open that are given to staff: enrolling, and signing in once."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts import passwords, queries
from quiz.accounts.actions import invitations, sign_ins
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import Conflict, NotFound
from quiz.events.queries import names_of_events
from quiz.extensions import db
from quiz.web import signing
from quiz.web.account.blueprint import account
from quiz.web.account.forms import ROLE_NAMES, EnrolForm
from quiz.web.guards import public
from quiz.web.language import current_language


@account.route("/enrol/<token>", methods=["GET", "POST"], endpoint="enrol")
@public
def enrol_page(token: str) -> ResponseReturnValue:
    """What a one-time link shows; sending the form uses it up."""
    invitation = queries.find_invitation(token, clock.now())
    if invitation is None:
        raise NotFound(_("This link was used, has expired, or was replaced by a newer one."))
    role = ROLE_NAMES[invitation.role]
    form = EnrolForm(names_of_events(), email=invitation.email)
    if form.validate_on_submit() and has_enrolled(token, form):
        flash(_("Welcome, %(name)s. You are signed in.", name=form.name.data.strip()), "right")
        return redirect(url_for("account.home"), 303)
    page = render_template("account/enrol.html", form=form, role=role)
    return make_response(page, 422 if form.errors else 200)


def has_enrolled(token: str, form: EnrolForm) -> bool:
    """Make the new member of staff, and sign them in here."""
    # Nothing is held while the password is hashed.
    db.session.rollback()
    password_hash = passwords.hash_new(form.password.data, form.about)
    name, email, language = form.name.data, form.email.data, current_language()
    try:
        with writing():
            signing.begin(invitations.enrol(token, name, email, password_hash, language))
            db.session.commit()
    except Conflict as refusal:
        form.email.errors = [refusal.message]
        return False
    return True


@account.route("/link/<token>", methods=["GET", "POST"], endpoint="link")
@public
def link_page(token: str) -> ResponseReturnValue:
    """What a sign-in link shows; sending the form uses it up, as reading it must not.

    Chats and mail programs open links to show what is behind them.
    """
    found = queries.find_link(token, clock.now())
    if found is None:
        raise NotFound(_("This link was used, has expired, or was replaced by a newer one."))
    name = found.staff.name
    if request.method == "GET":
        return render_template("account/link.html", name=name)
    with writing():
        signing.begin(sign_ins.use_link(token))
        db.session.commit()
    flash(_("Welcome, %(name)s. You are signed in.", name=name), "right")
    return redirect(url_for("account.home"), 303)
