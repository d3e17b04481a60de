"""What staff fill in about a museum's object, and the record that it may be filled in from."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import Field, StringField
from wtforms.validators import Optional

from quiz.bank.rules import picture_key, picture_name
from quiz.i18n.field import LocalizedField
from quiz.i18n.localized import LANGUAGES, Localized
from quiz.objects.rules import LABELS, LOCALIZED, PLAIN, ObjectProblem, ObjectWords
from quiz.web.admin.forms.bank import KeptFile
from quiz.web.admin.forms.picture import PictureFields
from quiz.web.admin.forms.versioned import VersionedForm

# Longer than what may be kept, so that the rules name what is too long in their own words.
LONGEST = 20_000
# A larger file is not carried by the form while somebody looks at it.
MOST_CARRIED = 400_000
OF_A_RECORD = ("record_link", "record_file", "kept_record")


class ObjectFields:
    """The fields of a form that says something of an object, and the record it may take that from.

    `parts` says how the form calls a part of an object that it calls otherwise.
    """

    record_link = StringField(
        _l("Link"),
        [Optional()],
        description=_l("A IIIF manifest, or a record of the V&A, the Louvre or Wikidata."),
        render_kw={"type": "url", "inputmode": "url", "autocomplete": "off", "spellcheck": "false"},
    )
    record_file = FileField(_l("Or a file"), render_kw={"accept": ".json,.csv,application/json"})
    kept_record = KeptFile()
    parts: Mapping[str, str] = {}
    # The name of the field that names its picture.
    picture_field = "image"

    def of_part(self, part: str) -> Field:
        """The field of an object's part."""
        return self[self.parts.get(part, part)]  # type: ignore[index]  # It is a form.

    def words(self) -> ObjectWords:
        """What the form says of the object."""
        texts: dict[str, Any] = {name: self.of_part(name).data for name in LOCALIZED}
        texts |= {name: self.of_part(name).data or "" for name in PLAIN}
        key = picture_key(self[self.picture_field].data or "")  # type: ignore[index]  # It is a form.
        return ObjectWords(**texts, picture=key)

    def fill(self, words: ObjectWords) -> None:
        """Let the form say that of the object."""
        for name in LOCALIZED:
            text: Localized = getattr(words, name)
            for language in LANGUAGES:
                write_field(self.of_part(name).form[language], getattr(text, language))
        for name in PLAIN:
            write_field(self.of_part(name), getattr(words, name))
        name = picture_name(words.picture) if words.picture else ""
        write_field(self[self.picture_field], name)  # type: ignore[index]  # It is a form.

    def show(self, key: str) -> None:
        """Let the form name the picture of that key."""
        write_field(self[self.picture_field], picture_name(key))  # type: ignore[index]  # It is a form.


def write_field(field: Field, text: str) -> None:
    """Have a field hold a text, whatever was sent."""
    field.data, field.raw_data = text, None


class ObjectForm(PictureFields, ObjectFields, VersionedForm):
    """An object whole, with its picture."""

    without_effect = frozenset((*OF_A_RECORD, "picture_file", "frame", "focus", "picture_removed"))

    @staticmethod
    def recorded_as(name: str) -> str:
        """How the record calls a field."""
        return "picture" if name == "image" else name

    def blame(self, problems: Iterable[ObjectProblem]) -> None:
        """Put each problem under the field, and the language, that it is about."""
        for problem in problems:
            field = self.of_part(problem.part)
            if isinstance(field, LocalizedField):
                field = field.form[problem.language or LANGUAGES[0]]
            field.errors = [*field.errors, problem.sentence]

    @property
    def plain_parts(self) -> Iterator[Field]:
        """The fields of what has one text, in their order."""
        return (self[name] for name in PLAIN)

    @property
    def localized_parts(self) -> Iterator[Field]:
        """The fields of what has a text in each language, in their order."""
        return (self[name] for name in LOCALIZED)


def object_form(words: ObjectWords | None = None, version: int = 0, **kwargs: Any) -> ObjectForm:
    """The form, empty or of an object."""
    made: dict[str, Field] = {
        name: LocalizedField(LABELS[name], longest=LONGEST) for name in LOCALIZED
    }
    made |= {name: StringField(LABELS[name], [Optional()]) for name in PLAIN}
    data: dict[str, Any] = {"version": version}
    if words is not None:
        data |= {name: getattr(words, name) for name in (*LOCALIZED, *PLAIN)}
        data["image"] = picture_name(words.picture) if words.picture else ""
    form: ObjectForm = type("AnyObjectForm", (ObjectForm,), made)(data=data, **kwargs)
    return form
