"""What staff fill in about an event."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    Field,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from quiz.errors import QuizError
from quiz.events.actions.codes import check_code
from quiz.events.actions.edit import EventFields
from quiz.events.models import Event, Series
from quiz.events.rules import is_code
from quiz.i18n.field import LocalizedField
from quiz.i18n.folding import fold_code
from quiz.web.admin.forms.versioned import VersionedForm
from quiz.web.admin.hours import instants, wall_hour
from quiz.web.language import local

NEW = "new"
LONGEST = 120
# What speed may cost, in a sentence for each preset.
PRESETS = {
    "accuracy": _l("Accuracy: only the right answer counts, however long it takes."),
    "balanced": _l("Balanced: the right answer counts most; speed decides up to a fifth."),
    "fast": _l("Fast: the right answer counts; speed decides up to half of its points."),
}
WHICH = {
    "0": _l("The first time, before the clocks are put back"),
    "1": _l("The second time, after the clocks are put back"),
}


class EventForm(VersionedForm):
    """An event; its start is an hour of its own time zone."""

    title = LocalizedField(_l("Title"), required=True, longest=LONGEST)
    museum = LocalizedField(_l("Museum"), required=True, longest=LONGEST)
    code = StringField(
        _l("Code"),
        [InputRequired(), Length(max=32)],
        description=_l("It stands in the address that viewers open: a–z, 0–9 and -, 3 to 32."),
        render_kw={"autocapitalize": "off", "autocomplete": "off", "spellcheck": "false"},
    )
    rename = BooleanField(_l("Change the code; the old links go on leading here"))
    starts = DateTimeLocalField(
        _l("Start"),
        [InputRequired()],
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        description=_l("As clocks show it in the time zone beside."),
    )
    time_zone = StringField(
        _l("Time zone"),
        [InputRequired()],
        default="Europe/Paris",
        description=_l("A name such as Europe/Paris or Asia/Shanghai."),
        render_kw={"list": "zones", "autocomplete": "off", "spellcheck": "false"},
    )
    which = RadioField(
        _l("Which of the two?"),
        [Optional()],
        choices=[SelectChoice(*pair) for pair in WHICH.items()],
        validate_choice=False,
    )
    preset = RadioField(
        _l("Scoring"), choices=[SelectChoice(*pair) for pair in PRESETS.items()], default="balanced"
    )
    one_delay = BooleanField(
        _l("One delay for all"),
        description=_l(
            "For prizes: every channel sees each question as late as the slowest, so that nobody "
            "can read it elsewhere first."
        ),
    )
    suggested_names = BooleanField(
        _l("Suggested nicknames only"),
        description=_l("Nobody types a nickname; each player gets one of ours."),
    )
    series = SelectField(
        _l("Series"), description=_l("Events of one series share a season leaderboard.")
    )
    new_series = LocalizedField(_l("Title of the new series"), longest=LONGEST)

    def __init__(
        self,
        all_series: Sequence[Series],
        event: Event | None = None,
        players: int = 0,
        **kwargs: Any,
    ) -> None:
        """The form, empty or of an event that so many players have joined."""
        super().__init__(data=None if event is None else event_values(event), **kwargs)
        self.event_id = None if event is None else event.id
        self.known_code = event.code if event is not None and players else ""
        self.series.choices = [
            SelectChoice("", _l("None")),
            *(SelectChoice(str(row.id), local(row.title)) for row in all_series),
            SelectChoice(NEW, _l("A new series…")),
        ]

    @property
    def zones(self) -> list[str]:
        """Every time zone by name."""
        return sorted(zone for zone in available_timezones() if "/" in zone)

    @property
    def starts_at(self) -> tuple[int, ...]:
        """The instants that the hour may mean, in ms UTC; none while it cannot be read."""
        if self.starts.data is None or self.time_zone.data not in available_timezones():
            return ()
        return instants(self.starts.data, self.time_zone.data)

    @property
    def is_twice(self) -> bool:
        """Whether the hour happens twice on that day."""
        return len(self.starts_at) == 2

    @property
    def is_rename(self) -> bool:
        """Whether the code is another one than players know."""
        wished = fold_code(self.code.data or "")
        return bool(self.known_code) and is_code(wished) and wished != self.known_code

    def validate_code(self, field: Field) -> None:
        """A code that no other event has or had; one that players know changes if it is wished."""
        try:
            check_code(field.data or "", self.event_id)
        except QuizError as refusal:
            raise ValidationError(refusal.message) from None
        if self.is_rename and not self.rename.data:
            raise ValidationError(
                _l(
                    "Players know this event as “%(code)s”. Its old links and QR codes will go on "
                    "leading here, but what is said or written of it will be wrong. Tick the box "
                    "below if the code shall change.",
                    code=self.known_code,
                )
            )

    def validate_time_zone(self, field: Field) -> None:
        """A zone that exists."""
        if field.data not in available_timezones():
            raise ValidationError(_l("This time zone does not exist."))

    def validate_starts(self, field: Field) -> None:
        """An hour that happens, and of two the one that is meant."""
        if field.data is None or self.time_zone.data not in available_timezones():
            return
        if not self.starts_at:
            raise ValidationError(
                _l("On that day the clocks skip this hour there. Please choose another one.")
            )
        if self.is_twice and self.which.data not in WHICH:
            raise ValidationError(
                _l("On that day this hour happens twice there. Please say which one you mean.")
            )

    def validate_series(self, field: Field) -> None:
        """A new series has a title in both languages."""
        if field.data == NEW and self.new_series.data.missing():
            raise ValidationError(_l("A new series needs its title in both languages."))

    # These change nothing by themselves.
    without_effect = frozenset({"rename", "new_series"})

    @staticmethod
    def recorded_as(name: str) -> str:
        """How the record calls a field."""
        return {"starts": "starts_at", "which": "starts_at", "series": "series_id"}.get(name, name)

    def fields(self, series_id: int | None) -> EventFields:
        """What was typed, once it is valid."""
        found = self.starts_at
        return EventFields(
            code=self.code.data.strip(),
            title=self.title.data,
            museum=self.museum.data,
            starts_at=found[int(self.which.data or 0) if len(found) == 2 else 0],
            time_zone=self.time_zone.data,
            preset=self.preset.data,
            series_id=series_id,
            one_delay=self.one_delay.data,
            suggested_names=self.suggested_names.data,
        )


def event_values(event: Event) -> dict[str, Any]:
    """What the form shows of an event."""
    starts = wall_hour(event.starts_at, event.time_zone)
    found = instants(starts, event.time_zone)
    return {
        "title": event.title,
        "museum": event.museum,
        "code": event.code,
        "starts": starts,
        "time_zone": event.time_zone,
        "which": str(found.index(event.starts_at)) if len(found) == 2 else None,
        "preset": event.preset,
        "one_delay": event.one_delay,
        "suggested_names": event.suggested_names,
        "series": str(event.series_id or ""),
        "version": event.version,
    }
