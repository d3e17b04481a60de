"""What an event is asked for once more: its code and its hour."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateTimeLocalField, Field, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from quiz.errors import QuizError
from quiz.events.actions.codes import check_code
from quiz.events.models import Event
from quiz.web.admin.hours import instants


class CopyForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped.
    """A code that no event has, and an hour in the time zone of the event."""

    code = StringField(
        _l("Code"),
        [InputRequired(), Length(max=32)],
        description=_l("It stands in the address that viewers open: a–z, 0–9 and -, 3 to 32."),
        render_kw={"autocapitalize": "off", "autocomplete": "off", "spellcheck": "false"},
    )
    starts = DateTimeLocalField(
        _l("Start"), [InputRequired()], format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
    )

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.zone = event.time_zone

    @property
    def instant(self) -> int:
        """The start in ms UTC, once it is valid; of an hour that happens twice, the first."""
        return instants(self.starts.data, self.zone)[0]

    def validate_code(self, field: Field) -> None:
        """A code that no event has or had."""
        try:
            check_code(field.data or "", None)
        except QuizError as refusal:
            raise ValidationError(refusal.message) from None

    def validate_starts(self, field: Field) -> None:
        """An hour that happens."""
        if field.data is not None and not instants(field.data, self.zone):
            raise ValidationError(
                _l("On that day the clocks skip this hour there. Please choose another one.")
            )
