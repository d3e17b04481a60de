"""Signing in and out, and where a member of staff begins."""

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from quiz.accounts import queries
from quiz.database import writing
from quiz.extensions import db
from quiz.web import signing
from quiz.web.account.blueprint import account
from quiz.web.account.forms import SignInForm
from quiz.web.guards import public
from quiz.web.navigation import places
from quiz.web.security import safe_path
from quiz.web.signing import current_user


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
