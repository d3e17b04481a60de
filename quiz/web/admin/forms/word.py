"""What staff fill in about a word that nicknames may not hold."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from quiz.game.words.rules import OWN_LONGEST


class WordForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """One word, or a few in a row."""

    text = StringField(
        _l("Word"),
        [InputRequired(), Length(max=OWN_LONGEST)],
        description=_l(
            "In French it is looked for as a word of its own, in Chinese anywhere in a nickname;"
            " accents, capitals, figures for letters and letters that stand apart do not matter."
        ),
        render_kw={"autocomplete": "off"},
    )
