"""What was answered in each round."""

from flask import render_template
from flask.typing import ResponseReturnValue

from quiz.accounts.roles import ADMIN
from quiz.events.queries import get_event
from quiz.reports.rounds import list_rounds
from quiz.web.admin.blueprint import admin
from quiz.web.guards import role


@admin.get("/events/<code>/rounds")
@role(ADMIN)
def rounds(code: str) -> ResponseReturnValue:
    """Each launched round in numbers."""
    event = get_event(code)
    return render_template("admin/rounds.html", event=event, rounds=list_rounds(event.id))
