"""The players of an event: found, ordered, sent away and let in again."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.roles import ADMIN
from quiz.clock import clock
from quiz.database import writing
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.game.actions.crowd import set_banned
from quiz.reports.players import Sort, list_players
from quiz.web.admin.blueprint import admin
from quiz.web.admin.reading import number_of, searched
from quiz.web.guards import role
from quiz.web.signing import actor


@dataclass(frozen=True, slots=True)
class View:
    """Which part of the list the reader looks at."""

    code: str
    sort: Sort
    search: str
    page: int

    def at(self, page: int) -> dict[str, Any]:
        """The values of the address of another page of the same list."""
        return {"code": self.code, "sort": self.sort.value, "q": self.search or None, "page": page}


def viewed(code: str) -> View:
    wanted = request.args.get("sort", "")
    sort = Sort(wanted) if wanted in list(Sort) else Sort.RANK
    return View(code, sort, searched(), number_of("page", 1))


@admin.get("/events/<code>/players")
@role(ADMIN)
def players(code: str) -> ResponseReturnValue:
    """Fifty players; the best first unless another order is asked for."""
    event, view = get_event(code), viewed(code)
    page = list_players(event.id, view.sort, view.search, view.page)
    return render_template(
        "admin/players.html",
        event=event,
        platforms={channel.name: channel.platform for channel in event.channels},
        page=page,
        view=view,
        search=view.search,
        sorts=Sort,
    )


@admin.post("/events/<code>/players/<int:player_id>/ban")
@role(ADMIN)
def ban(code: str, player_id: int) -> ResponseReturnValue:
    """Send a player away: no answer counts any more, and boards leave them out."""
    return judge(code, player_id, True)


@admin.post("/events/<code>/players/<int:player_id>/unban")
@role(ADMIN)
def unban(code: str, player_id: int) -> ResponseReturnValue:
    """Let a player in again, with all they had."""
    return judge(code, player_id, False)


def judge(code: str, player_id: int, banned: bool) -> ResponseReturnValue:
    event_id, by = get_event(code).id, actor()
    with writing():
        set_banned(event_id, player_id, banned, clock.now(), by)
        db.session.commit()
    if banned:
        flash(_("The player is banned. The leaderboards leave them out at once."), "right")
    else:
        flash(_("The player may play again, with all their points."), "right")
    view = viewed(code)
    return redirect(url_for("admin.players", **view.at(view.page)), 303)
