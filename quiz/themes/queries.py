"""What is read of the looks of events."""

from sqlalchemy import select

from quiz.extensions import db
from quiz.themes.models import Theme
from quiz.themes.rules import Colours, Look


def look_of(event_id: int) -> Look:
    """The event's look: Céladon's, where the museum gave it none."""
    theme = db.session.get(Theme, event_id)
    if theme is None:
        return Look()
    return Look(Colours(theme.panel, theme.words, theme.accent), theme.mark)


def marks_in_use() -> set[str]:
    """The keys of the pictures that are a museum's mark on some event's screens."""
    return set(db.session.scalars(select(Theme.mark).where(Theme.mark != "")))
