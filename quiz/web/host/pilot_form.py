"""The timetable of an event without a host, as staff fill it in."""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, TimeField
from wtforms.validators import InputRequired, NumberRange, Optional

from quiz.i18n.measures import moment
from quiz.pilots.rules import (
    LONGEST_S,
    SHORTEST_ANSWER_S,
    SHORTEST_TALK_S,
    Timetable,
    launch_hour,
)

FORMATS = ["%H:%M:%S", "%H:%M"]
AN_HOUR = _l("Please give an hour like 20:05 or 20:05:30.")


def _seconds(label: object, hint: object, least: int) -> IntegerField:
    wrong = _l("Please give from %(least)s to %(most)s seconds.", least=least, most=LONGEST_S)
    return IntegerField(
        label,
        [InputRequired(wrong), NumberRange(least, LONGEST_S, wrong)],
        description=hint,
        render_kw={"min": least, "max": LONGEST_S, "inputmode": "numeric"},
    )


class PilotForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """How long things stay, and an hour for each planned question that has one of its own."""

    answer_s = _seconds(
        _l("Seconds for the answer"),
        _l("From the answer to the board."),
        SHORTEST_ANSWER_S,
    )
    talk_s = _seconds(
        _l("Seconds of talk"),
        _l("From the board to the next question, while somebody speaks or a film goes on."),
        SHORTEST_TALK_S,
    )
    ends = BooleanField(_l("End the event after the last board"))

    @property
    def timetable(self) -> Timetable:
        """What was filled in."""
        return Timetable(self.answer_s.data, self.talk_s.data, self.ends.data)

    def hour(self, entry_id: int) -> Any:
        """The field of a planned question's hour."""
        return self[hour_name(entry_id)]

    def hours(self, entry_ids: Sequence[int], zone: str, now: int) -> dict[int, int]:
        """The instants (ms UTC) that the hours mean on that zone's clocks, by entry."""
        given = {entry_id: self.hour(entry_id).data for entry_id in entry_ids}
        return {
            entry_id: launch_hour(clock_time, zone, now)
            for entry_id, clock_time in given.items()
            if clock_time is not None
        }


def hour_name(entry_id: int) -> str:
    """What the field of that entry's hour is called."""
    return f"hour-{entry_id}"


def pilot_form(
    timetable: Timetable, prompts: Mapping[int, object], hours: Mapping[int, int], zone: str
) -> PilotForm:
    """The form with a field for each entry, by its question; it begins with what is known."""
    fields = {
        hour_name(entry_id): TimeField(
            prompt, [Optional()], FORMATS, invalid_value_message=AN_HOUR, render_kw={"step": 1}
        )
        for entry_id, prompt in prompts.items()
    }
    known = {hour_name(entry_id): wall_time(at, zone) for entry_id, at in hours.items()}
    values = {"answer_s": timetable.answer_s, "talk_s": timetable.talk_s, "ends": timetable.ends}
    made: PilotForm = type("TimetableForm", (PilotForm,), fields)(data=values | known)
    return made


def wall_time(at: int, zone: str) -> time:
    """What that zone's clocks show at the instant (ms UTC), to the second."""
    return moment(at).astimezone(ZoneInfo(zone)).time().replace(microsecond=0)
