"""An answer as somebody sent it, before its kind reads it."""

from flask_babel import lazy_gettext as _l

from quiz.errors import Invalid
from quiz.i18n.invisible import has_control

ANSWER_BYTES = 300


def readable(raw: str) -> str:
    """An answer as sent, without spaces around it; Invalid if empty, too long or unreadable."""
    text = raw.strip()
    if not text:
        raise Invalid(_l("The answer is empty."))
    if has_control(text):
        raise Invalid(_l("The answer contains a character that cannot be shown."))
    if len(text.encode()) > ANSWER_BYTES:
        raise Invalid(_l("The answer is too long."))
    return text
