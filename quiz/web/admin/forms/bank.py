"""What staff fill in about a bank, and the file they import."""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from quiz.bank.actions import NAME_LONGEST
from quiz.bank.formats.base import FileReading
from quiz.bank.formats.bilingual import MOST_BYTES
from quiz.bank.formats.registry import accept
from quiz.bank.formats.row_by_row import RowsRefused
from quiz.bank.imports import file_reading, pair_reading
from quiz.web.admin.forms.versioned import VersionedForm
from quiz.web.admin.parts import sent_file


class BankForm(VersionedForm):
    """A bank's name."""

    name = StringField(_l("Name of the bank"), [InputRequired(), Length(max=NAME_LONGEST)])


class KeptFile(HiddenField):  # type: ignore[misc]  # WTForms ships no types.
    """A file that stays with its form while somebody looks at what it would do.

    The browser keeps it: whichever machine is asked next needs nothing of this one. What comes back
    is read as any file is.
    """

    def keep(self, data: bytes) -> None:
        """Let the form carry `data`."""
        self.data = b64encode(zlib.compress(data, 9)).decode()

    @property
    def file(self) -> bytes | None:
        """The file that the form carried; none if there is none, or what came is no file."""
        try:
            packed = b64decode(self.data or "", validate=True)
            return zlib.decompressobj().decompress(packed, MOST_BYTES + 1) if packed else None
        except (ValueError, zlib.error):
            return None


class ImportForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """A file, and the bank that its questions go to; `seen` is what of it somebody looked at.

    `other` has the same questions in the other language, where each file has one; `language` is
    the first one's. A file that came in parts before the form is named by `sent`, or `sent_other`.
    `look` asks to look before anything is written, or once more.
    """

    name = StringField(
        _l("Bank"),
        [InputRequired(), Length(max=NAME_LONGEST)],
        description=_l("The name of a bank; one that does not exist yet is made."),
        render_kw={"list": "banks", "autocomplete": "off"},
    )
    file = FileField(_l("File"))
    kept = KeptFile()
    other = FileField(
        _l("The same questions in the other language"),
        description=_l(
            "Only where each file has one language: questions go together by their order."
        ),
    )
    kept_other = KeptFile()
    language = SelectField(
        _l("Language of the first file"),
        choices=[
            SelectChoice("", _l("as its texts say")),
            SelectChoice("fr", _l("French")),
            SelectChoice("zh", _l("Chinese")),
        ],
        default="",
    )
    sent = HiddenField()
    sent_other = HiddenField()
    seen = HiddenField()
    look = HiddenField()
    overwrite = BooleanField(_l("Also replace what changed after the file was written"))

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.file.render_kw = self.other.render_kw = {"accept": accept()}

    def validate_file(self, field: FileField) -> None:
        """A file must be chosen, now or before, and have come whole."""
        self._take(self.sent, self.kept)
        if not field.data and self.kept.file is None:
            raise ValidationError(_("Please choose a file."))

    def validate_other(self, _field: FileField) -> None:
        """The other file must have come whole, too, if there is one."""
        self._take(self.sent_other, self.kept_other)

    @staticmethod
    def _take(named: HiddenField, kept: KeptFile) -> None:
        """Let the form carry the file that came in parts before it."""
        if named.data:
            data, named.data = sent_file(named.data), ""
            if data is None:
                raise ValidationError(_("The file did not come whole. Please choose it again."))
            kept.keep(data)

    def keep(self) -> None:
        """Let the form carry on the files that were chosen last."""
        for field, kept in ((self.file, self.kept), (self.other, self.kept_other)):
            if field.data:
                with field.data.stream as sent:
                    kept.keep(sent.read(MOST_BYTES + 1))
                field.data = None

    def reading(self, partners: Mapping[int, int]) -> FileReading:
        """What the files say that were chosen last; FileRefused says what is wrong.

        Of a sheet of ours that is refused for its rows alone, they can be mended. `partners` are
        the rows of two files that go together otherwise than by their order.
        """
        self.keep()
        data, other = self.kept.file or b"", self.kept_other.file
        language = self.language.data or ""
        if other:
            return pair_reading(data, other, language, partners)
        try:
            return file_reading(data, language)
        except RowsRefused as refusal:
            return refusal.reading
