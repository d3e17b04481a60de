"""Which players are meant."""

from sqlalchemy import ColumnElement, and_

from quiz.game.clusters import Burst, Marks
from quiz.game.models import Player


def members(event_id: int, marks: Marks, burst: Burst) -> ColumnElement[bool]:
    """Who belongs to the group."""
    return and_(
        Player.event_id == event_id,
        Player.network_mark == marks.network,
        Player.agent_mark == marks.agent,
        Player.joined_at.between(burst.first, burst.last),
    )
