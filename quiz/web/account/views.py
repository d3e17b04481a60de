"""Signing in and out, enrolling, and one's own account."""

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from quiz.accounts import actions, passwords, queries
from quiz.accounts.rules import ABSOLUTE, IDLE, browser_of
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import Conflict, NotFound
from quiz.events.queries import names_of_events
from quiz.extensions import db
from quiz.web import signing
from quiz.web.account.blueprint import account
from quiz.web.account.forms import ROLE_NAMES, EnrolForm, PasswordForm, SignInForm
from quiz.web.guards import public, signed_in
from quiz.web.language import current_language
from quiz.web.navigation import places
from quiz.web.security import safe_path
from quiz.web.signing import current_user

account.add_app_template_filter(browser_of, "browser")


@account.get("/home", endpoint="home")
@public
def staff_home() -> ResponseReturnValue:
    """The first page that this reader may open."""
    if not current_user.is_authenticated:
        return redirect(url_for("account.sign_in"), 303)
    first = next(places(), None)
    return redirect(url_for(first.endpoint if first else "account.show"), 303)


@account.route("/sign-in", methods=["GET", "POST"], endpoint="sign_in")
@public
def open_session() -> ResponseReturnValue:
    """The form; a right password leads to where its reader wanted to go."""
    form = SignInForm()
    target = safe_path(request.args.get("next")) or url_for("account.home")
    if current_user.is_authenticated and request.method == "GET":
        return redirect(target, 303)
    if not form.validate_on_submit():
        return sign_in_page(form, 422 if form.errors else 200)
    checked = signing.check_password(form.email.data, form.password.data)
    if checked.wait:
        return ask_to_wait(form, checked.wait)
    if checked.is_right:
        with writing():
            signing.begin(queries.get_staff(checked.staff_id))
            db.session.commit()
        return redirect(target, 303)
    form.password.errors = [_("This e-mail address and this password do not belong together.")]
    return sign_in_page(form, 422)


def sign_in_page(form: SignInForm, status: int) -> Response:
    return make_response(render_template("account/sign_in.html", form=form), status)


def ask_to_wait(form: SignInForm, wait: int) -> Response:
    """Nothing was tried; say how long nothing will be."""
    seconds = -(-wait // 1000)
    form.password.errors = [too_many(seconds)]
    response = sign_in_page(form, 429)
    response.headers["Retry-After"] = str(seconds)
    return response


def too_many(seconds: int) -> str:
    sentence: str = ngettext(
        "There were too many wrong passwords. Please wait %(num)d second.",
        "There were too many wrong passwords. Please wait %(num)d seconds.",
        seconds,
    )
    return sentence


@account.post("/sign-out", endpoint="sign_out")
@public
def post_sign_out() -> ResponseReturnValue:
    """Sign this browser out, wherever its cookie was copied to."""
    if current_user.is_authenticated:
        with writing():
            signing.end()
            db.session.commit()
    flash(_("You are signed out."), "right")
    return redirect(url_for("account.sign_in"), 303)


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
            signing.begin(actions.enrol(token, name, email, password_hash, language))
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
        signing.begin(actions.use_link(token))
        db.session.commit()
    flash(_("Welcome, %(name)s. You are signed in.", name=name), "right")
    return redirect(url_for("account.home"), 303)


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
        actions.change_password(
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
    actions.end_sign_in(current_user, current_user, sign_in_id)
    db.session.commit()
    flash(_("That browser is signed out."), "right")
    return redirect(url_for("account.show"), 303)


@account.post("/browsers/end-others")
@signed_in
@writing()
def end_other_browsers() -> ResponseReturnValue:
    """Sign all of one's own browsers out except this one."""
    this_browser = signing.current_sign_in()
    actions.end_sign_ins(current_user, current_user, this_browser.id if this_browser else None)
    db.session.commit()
    flash(_("All other browsers are signed out."), "right")
    return redirect(url_for("account.show"), 303)
