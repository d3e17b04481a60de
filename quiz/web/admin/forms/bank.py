"""What staff fill in about a bank, and the file they import."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Length

from quiz.bank.actions import NAME_LONGEST
from quiz.bank.formats.registry import accept, descriptions


class BankForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """A bank's name."""

    name = StringField(_l("Name of the bank"), [InputRequired(), Length(max=NAME_LONGEST)])
    version = HiddenField()


class ImportForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """A file, and the bank that its questions go to."""

    name = StringField(
        _l("Bank"),
        [InputRequired(), Length(max=NAME_LONGEST)],
        description=_l("The name of a bank; one that does not exist yet is made."),
        render_kw={"list": "banks", "autocomplete": "off"},
    )
    file = FileField(
        _l("File"),
        [FileRequired(_l("Please choose a file."))],
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.file.description = " ".join(str(sentence) for sentence in descriptions())
        self.file.render_kw = {"accept": accept()}
