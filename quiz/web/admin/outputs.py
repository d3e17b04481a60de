"""A studio's overlays: whose code each shows, its size, what of its picture stays free."""

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.roles import HOST
from quiz.database import writing
from quiz.errors import Conflict
from quiz.events.actions import outputs
from quiz.events.models import Event, Output
from quiz.events.outputs import PLATFORMS
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.web.admin.blueprint import admin
from quiz.web.admin.differences import Collision, collision, event_acts
from quiz.web.admin.forms.output import OutputForm
from quiz.web.guards import role
from quiz.web.signing import actor
from quiz.web.values import whole_number


@admin.route("/events/<code>/outputs/new", methods=["GET", "POST"])
@role(HOST)
def new_output(code: str) -> ResponseReturnValue:
    """One more overlay."""
    return save_output(get_event(code), None)


@admin.route("/events/<code>/outputs/<int:output_id>", methods=["GET", "POST"])
@role(HOST)
def edit_output(code: str, output_id: int) -> ResponseReturnValue:
    """Change an overlay; where it is open, it changes by itself."""
    event = get_event(code)
    return save_output(event, outputs.output_of(event, output_id))


def save_output(event: Event, output: Output | None) -> ResponseReturnValue:
    """The form; sent, a changed or a new overlay."""
    form = OutputForm(event, output)
    if not form.validate_on_submit():
        return output_form_page(form, event, output, 422 if form.errors else 200)
    code, number = event.code, None if output is None else output.id
    # What does not exist yet, nobody can have changed.
    version = None if output is None else whole_number(form.version.data) or 0
    event_id, fields, by = event.id, form.fields(), actor()
    try:
        with writing():
            outputs.put_output(event_id, number, fields, by, version)
            db.session.commit()
    except Conflict as refusal:
        event = get_event(code)
        there = next((row for row in event.outputs if row.id == number), None)
        found = None
        if there is not None:
            present = OutputForm(event, there, formdata=None)
            found = collision(form, present, event_acts(event, "output", number))
        return output_form_page(form, event, there, 409, refusal, found)
    flash(_("The overlay is saved. Where it is open, it shows this now."), "right")
    return redirect(url_for("host.links", code=code), 303)


def output_form_page(
    form: OutputForm,
    event: Event,
    output: Output | None,
    status: int,
    refusal: Conflict | None = None,
    found: Collision | None = None,
) -> Response:
    page = render_template(
        "admin/output_form.html",
        form=form,
        event=event,
        output=output,
        platforms=PLATFORMS,
        refusal=refusal,
        collision=found,
    )
    return make_response(page, status)
