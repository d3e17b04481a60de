"""Which events a host may run: all of them, or those that an admin names."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts import queries
from quiz.accounts.actions.members import limit_host
from quiz.accounts.roles import ADMIN
from quiz.database import writing
from quiz.events.queries import list_events
from quiz.extensions import db
from quiz.web.account.blueprint import account
from quiz.web.guards import role
from quiz.web.signing import current_user
from quiz.web.values import whole_numbers


@account.get("/staff/<int:staff_id>/events", endpoint="hosting")
@role(ADMIN)
def hosting_page(staff_id: int) -> ResponseReturnValue:
    """The events, those ticked that this person is named for."""
    person = queries.get_staff(staff_id)
    return render_template(
        "account/hosting.html",
        person=person,
        named=queries.hosted_events(person.id),
        events=list_events(archived=None),
    )


@account.post("/staff/<int:staff_id>/events", endpoint="limit_host")
@role(ADMIN)
def post_hosting(staff_id: int) -> ResponseReturnValue:
    """Let somebody run every event, or the ticked ones."""
    limited = request.form.get("limited") == "1"
    ticked = frozenset(whole_numbers(request.form.getlist("event")))
    with writing():
        person = queries.get_staff(staff_id)
        known = {event.id for event in list_events(archived=None)}
        limit_host(current_user, person, ticked & known if limited else None)
        name = person.name
        db.session.commit()
    flash(_("The events of %(name)s are changed.", name=name), "right")
    return redirect(url_for("account.staff"), 303)
