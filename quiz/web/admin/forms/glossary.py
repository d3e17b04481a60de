"""What staff fill in about a term, and the file of terms that they import."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from quiz.glossary.rules import NOTE_LONGEST, TERM_LONGEST
from quiz.i18n.languages import NAMES
from quiz.web.admin.forms.versioned import VersionedForm


class TermForm(VersionedForm):
    """A term in both languages."""

    fr = StringField(
        NAMES["fr"],
        [InputRequired(), Length(max=TERM_LONGEST)],
        render_kw={"lang": "fr", "autocomplete": "off"},
    )
    zh = StringField(
        NAMES["zh"],
        [InputRequired(), Length(max=TERM_LONGEST)],
        render_kw={"lang": "zh-Hans", "autocomplete": "off"},
    )
    note = StringField(
        _l("Note"),
        [Optional(), Length(max=NOTE_LONGEST)],
        description=_l("When to use it, or not."),
        render_kw={"autocomplete": "off"},
    )


class GlossaryFileForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """A file of terms."""

    file = FileField(
        _l("File"),
        description=_l(
            "CSV or Excel, with a column for French and one for Chinese, named in its first row;"
            " a column for notes may follow."
        ),
        render_kw={"accept": ".csv,.tsv,.txt,.xlsx"},
    )

    def validate_file(self, field: FileField) -> None:
        """A file must be chosen."""
        if not field.data:
            raise ValidationError(_("Please choose a file."))
