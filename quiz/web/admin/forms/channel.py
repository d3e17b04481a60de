"""What staff fill in about a channel."""

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DecimalField, Field, RadioField, StringField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from quiz.events.actions.edit import ChannelFields
from quiz.events.models import Channel, Event
from quiz.events.rules import LONGEST_DELAY_MS, RESERVED_CHANNELS, is_code
from quiz.i18n.folding import fold_code
from quiz.i18n.languages import NAMES
from quiz.web.admin.forms.versioned import VersionedForm


class ChannelForm(VersionedForm):
    """A channel; its delay is in seconds with tenths."""

    platform = StringField(
        _l("Platform"),
        [InputRequired(), Length(max=120)],
        description=_l("As viewers know it: Kuaishou, YouTube, the auditorium."),
    )
    name = StringField(
        _l("Name in the address"),
        [InputRequired(), Length(max=32)],
        description=_l("a–z, 0–9 and -, 3 to 32 of them."),
        render_kw={"autocapitalize": "off", "autocomplete": "off", "spellcheck": "false"},
    )
    link = StringField(
        _l("Link to the stream"),
        [
            Optional(),
            Length(max=1000),
            Regexp(r"https?://\S+$", message=_l("A link begins with https:// or http://.")),
            Regexp(r"https?://[^/?#@]+([/?#]|$)", message=_l("A link holds no name or password.")),
        ],
        render_kw={"type": "url", "inputmode": "url"},
    )
    delay = DecimalField(
        _l("Delay in seconds"),
        [InputRequired(), NumberRange(0, LONGEST_DELAY_MS // 1000)],
        places=1,
        default=Decimal(0),
        description=_l("How late its viewers see the studio. Tenths count; 0 in the room."),
        render_kw={"type": "number", "min": "0", "max": "60", "step": "0.1"},
    )
    language = RadioField(
        _l("Language by default"),
        choices=[SelectChoice(*pair) for pair in NAMES.items()],
        default="fr",
    )

    def __init__(self, event: Event, channel: Channel | None = None, **kwargs: Any) -> None:
        data = {"version": event.version} | ({} if channel is None else channel_values(channel))
        super().__init__(data=data, **kwargs)
        self.taken = {other.name for other in event.channels if other is not channel}

    def validate_name(self, field: Field) -> None:
        """A name of ours."""
        name = fold_code(field.data or "")
        if not is_code(name) or name in RESERVED_CHANNELS:
            raise ValidationError(
                _l("A name has 3 to 32 of the characters a–z, 0–9 and -, and is not “picture”.")
            )
        if name in self.taken:
            raise ValidationError(_l("Another channel of this event has this name already."))

    @staticmethod
    def recorded_as(name: str) -> str:
        """How the record calls a field."""
        return "delay_ms" if name == "delay" else name

    def fields(self) -> ChannelFields:
        """What was typed, once it is valid."""
        return ChannelFields(
            name=self.name.data.strip(),
            platform=self.platform.data,
            link=self.link.data or "",
            delay_ms=round(self.delay.data * 1000),
            language=self.language.data,
        )


def channel_values(channel: Channel) -> dict[str, Any]:
    """What the form shows of a channel."""
    return {
        "platform": channel.platform,
        "name": channel.name,
        "link": channel.link,
        "delay": Decimal(channel.delay_ms) / 1000,
        "language": channel.language,
    }
