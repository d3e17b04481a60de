"""What a host fills in to send a crowd into a rehearsal: how many, in which language, how soon."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from quiz.bounds import SIMULATED_PLAYERS
from quiz.i18n.measures import number
from quiz.simulation.rules import HALF, PACES, USUAL, CrowdManner
from quiz.web.language import current_language

PLAYERS = 50
PACE_LABELS = {
    "quick": _l("Quickly"),
    "usual": _l("As usual"),
    "slow": _l("Slowly"),
}


class CrowdForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """How large a crowd is, and what it is like."""

    players = IntegerField(
        _l("Players"),
        [InputRequired(), NumberRange(1, SIMULATED_PLAYERS)],
        id="crowd-players",
        default=PLAYERS,
        render_kw={"min": 1, "max": SIMULATED_PLAYERS},
    )
    chinese = IntegerField(
        _l("Of a hundred play in Chinese"),
        [InputRequired(), NumberRange(0, 100)],
        id="crowd-chinese",
        default=HALF,
        description=_l("The others play in French."),
        render_kw={"min": 0, "max": 100},
    )
    pace = RadioField(
        _l("How they answer"),
        choices=[SelectChoice(pace, PACE_LABELS[pace]) for pace in PACES],
        default=USUAL,
        id="crowd-pace",
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        most = number(SIMULATED_PLAYERS, current_language())
        self.players.description = _("At most %(most)s.", most=most)

    def manner(self) -> CrowdManner:
        """What the crowd is to be like."""
        return CrowdManner(self.chinese.data, self.pace.data)

    def wish(self) -> dict[str, Any]:
        """All of it by the names of the fields."""
        return {name: self[name].data for name in ("players", "chinese", "pace")}
