"""What a host fills in of a simulated stream: for each channel how late it is, in seconds."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DecimalField
from wtforms.validators import InputRequired, NumberRange

from quiz.events.facts import ChannelFacts
from quiz.events.rules import LONGEST_DELAY_MS

LATEST_S = LONGEST_DELAY_MS // 1_000
PREFIX = "delay_"


def delays_form(channels: Sequence[ChannelFacts], **values: Any) -> FlaskForm:
    """A field for each channel, which says how late it is now."""
    fields = {f"{PREFIX}{channel.id}": _field(channel) for channel in channels}
    kind = type("DelaysForm", (FlaskForm,), fields)
    form: FlaskForm = kind(**values)
    return form


def typed_delays(form: FlaskForm) -> dict[int, int]:
    """By the channel's number how late it shall be, in ms, once the form is valid."""
    own = {field.name.removeprefix(PREFIX): field for field in form}
    return {int(n): round(field.data * 1_000) for n, field in own.items() if n.isdecimal()}


def _field(channel: ChannelFacts) -> DecimalField:
    return DecimalField(
        channel.platform or channel.name,
        [InputRequired(), NumberRange(0, LATEST_S)],
        places=1,
        default=Decimal(channel.delay_ms) / 1_000,
        id=f"delay-{channel.id}",
        render_kw={"type": "number", "min": "0", "max": str(LATEST_S), "step": "0.1"},
    )
