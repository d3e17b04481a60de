"""One's own account: who one is, one's password, one's browsers."""

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts import passwords, queries
from quiz.accounts.actions import members, sign_ins
from quiz.accounts.rules import ABSOLUTE, IDLE, browser_of
from quiz.clock import clock
from quiz.database import writing
from quiz.events.queries import names_of_events
from quiz.extensions import db
from quiz.web import signing
from quiz.web.account.blueprint import account
from quiz.web.account.forms import ROLE_NAMES, PasswordForm
from quiz.web.account.session import too_many
from quiz.web.guards import signed_in
from quiz.web.signing import current_user

account.add_app_template_filter(browser_of, "browser")


@account.get("/", endpoint="show")
@signed_in
def my_account() -> ResponseReturnValue:
    """Oneself, and the browsers in which one is signed in."""
    now = clock.now()
    return render_template(
        "account/show.html",
        sign_ins=queries.sign_ins_of(current_user, now),
        this_browser=signing.current_sign_in(),
        roles=[ROLE_NAMES[role.name] for role in current_user.roles],
        idle=IDLE,
        absolute=ABSOLUTE,
    )


@account.route("/password", methods=["GET", "POST"])
@signed_in
def password() -> ResponseReturnValue:
    """A new password for who knows the old one; every other browser is signed out."""
    form = PasswordForm(about=(current_user.name, current_user.email, *names_of_events()))
    if form.validate_on_submit() and is_current(form):
        password_page(passwords.hash_new(form.new.data, form.about))
        flash(_("Your password is changed. Other browsers were signed out."), "right")
        return redirect(url_for("account.show"), 303)
    page = render_template("account/password.html", form=form)
    return make_response(page, 422 if form.errors else 200)


def password_page(password_hash: str) -> None:
    """Keep it, unless this browser was signed out while it was hashed."""
    with writing():
        this_browser = signing.look_again()
        if this_browser is None:
            abort(401)
        members.change_password(
            this_browser.staff, this_browser.staff, password_hash, this_browser.id
        )
        db.session.commit()


def is_current(form: PasswordForm) -> bool:
    """Whether the old password is right; a wrong one counts as when signing in."""
    checked = signing.check_password(current_user.email, form.current.data)
    if checked.wait:
        form.current.errors = [too_many(-(-checked.wait // 1000))]
    elif not checked.is_right:
        form.current.errors = [_("This is not your current password.")]
    return checked.is_right


@account.post("/browsers/<int:sign_in_id>/end")
@signed_in
@writing()
def end_browser(sign_in_id: int) -> ResponseReturnValue:
    """Sign one of one's own browsers out."""
    sign_ins.end_sign_in(current_user, current_user, sign_in_id)
    db.session.commit()
    flash(_("That browser is signed out."), "right")
    return redirect(url_for("account.show"), 303)


@account.post("/browsers/end-others")
@signed_in
@writing()
def end_other_browsers() -> ResponseReturnValue:
    """Sign all of one's own browsers out except this one."""
    this_browser = signing.current_sign_in()
    sign_ins.end_sign_ins(current_user, current_user, this_browser.id if this_browser else None)
    db.session.commit()
    flash(_("All other browsers are signed out."), "right")
    return redirect(url_for("account.show"), 303)
