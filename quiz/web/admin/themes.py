"""The look of an event's overlays and of its room's screen: three colours, the museum's mark."""

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.roles import HOST
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import Conflict
from quiz.events.models import Event
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.pictures.actions import keep_picture
from quiz.pictures.rules import PictureRefused
from quiz.themes.actions import give_colours_back, put_look
from quiz.themes.queries import look_of
from quiz.web.admin.blueprint import admin
from quiz.web.admin.differences import Collision, collision, event_acts
from quiz.web.admin.forms.theme import ThemeForm
from quiz.web.guards import role
from quiz.web.signing import actor
from quiz.web.values import whole_number


@admin.route("/events/<code>/theme", methods=["GET", "POST"], endpoint="theme")
@role(HOST)
def change_theme(code: str) -> ResponseReturnValue:
    """The form; sent, every screen of the studio has that look soon."""
    event = get_event(code)
    form = ThemeForm(event, look_of(event.id))
    if not form.validate_on_submit() or not keep_mark(form):
        return theme_page(form, event, 422 if form.errors else 200)
    version = whole_number(form.version.data) or 0
    event_id, look, by = event.id, form.look(), actor()
    try:
        with writing():
            put_look(event_id, look, version, by)
            db.session.commit()
    except Conflict as refusal:
        db.session.rollback()
        event = get_event(code)
        present = ThemeForm(event, look_of(event.id), formdata=None)
        found = collision(form, present, event_acts(event))
        return theme_page(form, event, 409, refusal, found)
    flash(_("The colours and the mark are saved. Screens that are open show them now."), "right")
    return redirect(url_for("host.links", code=code), 303)


@admin.post("/events/<code>/theme/usual", endpoint="usual_colours")
@role(HOST)
def post_usual_colours(code: str) -> ResponseReturnValue:
    """Céladon's colours again."""
    event_id, by = get_event(code).id, actor()
    with writing():
        give_colours_back(event_id, by)
        db.session.commit()
    flash(_("The screens have Céladon's colours again."), "right")
    return redirect(url_for("admin.theme", code=code), 303)


def keep_mark(form: ThemeForm) -> bool:
    """Keep a picture that came with the form; False if it is none, as its field then says."""
    try:
        prepared = form.prepared()
    except PictureRefused as refusal:
        form.picture_file.errors = [refusal.message]
        return False
    if prepared is not None:
        with writing():
            key = keep_picture(prepared, form.file_name, clock.now(), actor()).key
            db.session.commit()
        form.take(key)
    return True


def theme_page(
    form: ThemeForm,
    event: Event,
    status: int,
    refusal: Conflict | None = None,
    found: Collision | None = None,
) -> Response:
    page = render_template(
        "admin/theme_form.html",
        form=form,
        event=event,
        is_own=look_of(event.id).is_own,
        refusal=refusal,
        collision=found,
    )
    return make_response(page, status)
