"""What staff fill in about a question: every field of every kind, the same in both languages."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional

from quiz.bank.kinds.base import Framing, Kind
from quiz.bank.kinds.blanks import Blank
from quiz.bank.kinds.choices import MOST_CHOICES
from quiz.bank.kinds.registry import KINDS, blanks, flags
from quiz.bank.rules import (
    CITED_TEXTS,
    OPTIONAL_TEXTS,
    PLAIN_TEXTS,
    PROMPT,
    SECONDS,
    WEIGHTS,
    Draft,
    Problem,
)
from quiz.i18n.field import LocalizedField
from quiz.i18n.lists import join_list, join_tags, split_list, split_tags
from quiz.i18n.localized import LANGUAGES, Localized
from quiz.web.admin.forms.cited import CitedFields
from quiz.web.admin.forms.museum_object import OF_A_RECORD
from quiz.web.admin.forms.picture import PictureFields
from quiz.web.admin.forms.versioned import VersionedForm
from quiz.web.question_fields import (
    FlagKinds,
    Uses,
    WidgetKinds,
    flag_fields,
    flag_kinds,
    kind_options,
    ticked_flags,
    typed_key,
    uses,
    widget_kinds,
)

NUMBERS = range(1, MOST_CHOICES + 1)
# Longer than what may be kept, so that the rules name what is too long in their own words.
LONGEST = 20_000
# Names of pictures, which nobody types.
HIDDEN = ("image", "object_picture")
PICTURED = ("picture_file", "frame", "focus", "picture_removed")
COLUMNS = {text.column: text.attribute for text in (*OPTIONAL_TEXTS, *CITED_TEXTS, *PLAIN_TEXTS)}


class QuestionForm(PictureFields, CitedFields, VersionedForm):
    """A question; what its kind does not use is left out."""

    kind = SelectField(_l("Kind"), choices=kind_options)
    prompt = LocalizedField(PROMPT.label, area=True, longest=LONGEST)
    seconds = IntegerField(
        _l("Seconds"),
        [InputRequired()],
        default=30,
        description=_l("How long it is open."),
        render_kw={"type": "number", "min": SECONDS[0], "max": SECONDS[-1]},
    )
    weight = IntegerField(
        _l("Weight"),
        [InputRequired()],
        default=1,
        description=_l("Times 1,000 points; 0 counts nothing."),
        render_kw={"type": "number", "min": WEIGHTS[0], "max": WEIGHTS[-1]},
    )
    picture_with_question = BooleanField(_l("Show the picture with the question, never before"))
    tags = StringField(_l("Tags"), [Optional()], description=_l("Separated by commas."))

    def __init__(
        self,
        draft: Draft | None = None,
        version: int = 0,
        object_id: int | None = None,
        **kwargs: Any,
    ) -> None:
        data = {} if draft is None else question_values(draft, version)
        data["object_id"] = "" if object_id is None else str(object_id)
        super().__init__(data=data, **kwargs)

    @property
    def uses(self) -> Uses:
        """Which kinds use which part."""
        return uses()

    @property
    def widgets(self) -> list[WidgetKinds]:
        """What each widget adds."""
        return widget_kinds()

    @property
    def flags(self) -> list[FlagKinds]:
        """Which kinds let what be ticked."""
        return flag_kinds()

    @property
    def choices(self) -> Iterator[tuple[Field, Field]]:
        """Each choice, with the box that says that it is right."""
        for number in NUMBERS:
            yield self[f"choice{number}"], self[f"right{number}"]

    def draft(self) -> Draft:
        """What was typed, of the parts that its kind uses."""
        kind = KINDS[self.kind.data]
        choices = self._choices(kind)
        texts: dict[str, Any] = {name: self[name].data for name in LOCALIZED}
        texts |= {name: self[name].data or "" for name in PLAIN}
        texts |= ticked_flags(kind, self)
        return Draft(
            kind=kind.name,
            prompt=self.prompt.data,
            choices=choices,
            key=typed_key(kind, self._correct(kind), self._typed(kind.tolerance), choices),
            seconds=self.seconds.data,
            weight=self.weight.data,
            picture_with_question=self.picture_with_question.data,
            tags=split_tags(self.tags.data or ""),
            **texts,
        )

    def take_framed(self, key: str, before: Framing | None, after: Framing) -> None:
        """Name the picture of that key, and move what lies on it with its frame."""
        kind = KINDS[self.kind.data]
        if before is not None and kind.tolerance is not None:
            cells = kind.cells(kind.framed_anew(self.draft().key, before, after))
            self[kind.tolerance.name].data = typed_text(kind.tolerance, cells[1])
        self.take(key)

    def _choices(self, kind: Kind) -> tuple[Localized, ...]:
        """What was written as choices; where nothing was, what they usually are."""
        written = tuple(choice.data for choice, _ in self.choices) if kind.most_choices else ()
        return written if any(written) else kind.usual_choices

    def _correct(self, kind: Kind) -> str:
        if kind.most_right:
            return "|".join(str(n) for n in NUMBERS if self[f"right{n}"].data)
        return self._typed(kind.correct)

    def _typed(self, blank: Blank | None) -> str:
        """The cell that is written in this field; empty where the kind has none."""
        typed = "" if blank is None else self[blank.name].data or ""
        return "|".join(typed.splitlines()) if blank is not None and blank.is_list else typed

    without_effect = frozenset((*PICTURED, *OF_A_RECORD, "sought_object", "object_id"))

    @staticmethod
    def recorded_as(name: str) -> str:
        """How the record calls a field: choices together, and what is right as the key."""
        if name.startswith("choice"):
            return "choices"
        if name in PICTURED:
            return "image"
        return name if name in DRAFTED else "key"

    def blame(self, problems: Iterable[Problem]) -> None:
        """Put each problem under the field, and the language, that it is about."""
        for problem in problems:
            field = self.about(problem.field)
            if isinstance(field, LocalizedField):
                field = field.form[problem.language or LANGUAGES[0]]
            field.errors = [*field.errors, problem.sentence]

    def about(self, column: str) -> Field:
        """The field in which what a column holds is written."""
        kind = KINDS[self.kind.data]
        blank = {"correct": kind.correct, "tolerance": kind.tolerance}.get(column)
        if blank is not None:
            return self[blank.name]
        name = "right1" if column == "correct" else COLUMNS.get(column, column)
        return self[name if name in self else "kind"]


DRAFTED = frozenset(part.name for part in fields(Draft))
LOCALIZED = tuple(text.attribute for text in (*OPTIONAL_TEXTS, *CITED_TEXTS))
PLAIN = tuple(text.attribute for text in PLAIN_TEXTS)


def question_form(
    draft: Draft | None = None, version: int = 0, object_id: int | None = None, **kwargs: Any
) -> QuestionForm:
    """The form, empty or of a question, with a field for each cell that a kind lets be typed."""
    made: dict[str, Field] = {}
    for text in (*OPTIONAL_TEXTS, *CITED_TEXTS):
        area = text.attribute in ("explanation", "image_alt")
        made[text.attribute] = LocalizedField(text.label, area=area, longest=LONGEST)
    for text in PLAIN_TEXTS:
        if text.attribute not in HIDDEN:
            made[text.attribute] = StringField(text.label, [Optional()])
    for number in NUMBERS:
        label = _l("Choice %(number)s", number=number)
        made[f"choice{number}"] = LocalizedField(label, longest=LONGEST)
        made[f"right{number}"] = BooleanField(_l("Choice %(number)s is right", number=number))
    made |= {blank.name: typed_field(blank) for blank in blanks()}
    made |= flag_fields()
    form: QuestionForm = type("AnyQuestionForm", (QuestionForm,), made)(
        draft, version, object_id, **kwargs
    )
    return form


def typed_field(blank: Blank) -> Field:
    """The field of one cell: an area for a list, else a line for figures."""
    if blank.is_list:
        return TextAreaField(blank.label, [Optional()], description=blank.description)
    figures = {"inputmode": "decimal", "autocomplete": "off"}
    return StringField(blank.label, [Optional()], description=blank.description, render_kw=figures)


def question_values(draft: Draft, version: int) -> dict[str, Any]:
    """What the form shows of a question."""
    kind = KINDS.get(draft.kind)
    cells = ("", "") if kind is None else kind.cells(draft.key)
    right = cells[0].split("|") if kind is not None and kind.most_right else []
    data: dict[str, Any] = {
        name: getattr(draft, name)
        for name in ("kind", "prompt", "seconds", "weight", "picture_with_question")
    }
    data |= {name: getattr(draft, name) for name in (*LOCALIZED, *PLAIN)}
    data |= {flag.name: getattr(draft, flag.name) for flag in flags()}
    data |= {f"choice{n}": choice for n, choice in enumerate(draft.choices, 1)}
    data |= {f"right{n}": str(n) in right for n in NUMBERS}
    if kind is not None:
        typed = zip((kind.correct, kind.tolerance), cells, strict=True)
        data |= {blank.name: typed_text(blank, cell) for blank, cell in typed if blank}
    return data | {"tags": join_tags(draft.tags), "version": version}


def typed_text(blank: Blank, cell: str) -> str:
    """A cell as its field shows it."""
    if not blank.is_list:
        return cell
    items = split_list(cell)
    return "\n".join(items) if len(items) > 1 else join_list(items)
