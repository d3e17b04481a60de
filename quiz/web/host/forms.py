"""What a host fills in beside the stream: a file with a bank, or one new question."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from quiz.bank.actions import NAME_LONGEST
from quiz.bank.formats.registry import accept
from quiz.bank.kinds.choices import MOST_CHOICES
from quiz.bank.kinds.registry import KINDS, canonical
from quiz.bank.queries import BankRow
from quiz.bank.rules import CHOICE_LONGEST, PROMPT, Draft, Problem
from quiz.i18n.field import LocalizedField
from quiz.web.question_fields import (
    FlagKinds,
    Uses,
    WidgetKinds,
    flag_fields,
    flag_kinds,
    quick_kind_options,
    ticked_flags,
    typed_key,
    uses,
    widget_kinds,
)

CHOICES = tuple(f"choice{number}" for number in range(1, MOST_CHOICES + 1))
SECONDS = 30


class UploadForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """A bank's file, and the bank that its questions belong to."""

    file = FileField(
        _l("Bank file (CSV)"),
        [FileRequired()],
        id="upload-file",
    )
    bank = StringField(
        _l("Bank"),
        [InputRequired(), Length(max=NAME_LONGEST)],
        id="upload-bank",
        description=_l("An existing bank, or a new one."),
        render_kw={"list": "banks", "autocomplete": "off", "maxlength": NAME_LONGEST},
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.file.render_kw = {"accept": accept()}


class WriteForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """A question in its shortest form; everything else has the bank's defaults."""

    kind = SelectField(_l("Kind"), choices=quick_kind_options, default=lambda: next(iter(KINDS)))
    prompt = LocalizedField(PROMPT.label, area=True, longest=PROMPT.longest)
    choice1 = LocalizedField(_l("Choice %(number)s", number=1), longest=CHOICE_LONGEST)
    choice2 = LocalizedField(_l("Choice %(number)s", number=2), longest=CHOICE_LONGEST)
    choice3 = LocalizedField(_l("Choice %(number)s", number=3), longest=CHOICE_LONGEST)
    choice4 = LocalizedField(_l("Choice %(number)s", number=4), longest=CHOICE_LONGEST)
    choice5 = LocalizedField(_l("Choice %(number)s", number=5), longest=CHOICE_LONGEST)
    choice6 = LocalizedField(_l("Choice %(number)s", number=6), longest=CHOICE_LONGEST)
    right = SelectMultipleField(
        _l("Right answer"),
        choices=[SelectChoice(str(number), _l("Right")) for number in range(1, MOST_CHOICES + 1)],
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )
    correct = StringField(
        _l("Right answer"),
        [Length(max=2_000)],
        description=_l("A number, or the accepted forms with | between them."),
        render_kw={"autocomplete": "off"},
    )
    tolerance = StringField(
        _l("Tolerance"),
        [Length(max=30)],
        description=_l("Points fall to 0 at this distance; empty means exact."),
        render_kw={"autocomplete": "off", "inputmode": "decimal"},
    )
    seconds = IntegerField(
        _l("Seconds"), [InputRequired()], default=SECONDS, render_kw={"min": 1, "max": 3600}
    )
    bank = StringField(
        _l("Bank"),
        [InputRequired(), Length(max=NAME_LONGEST)],
        id="write-bank",
        render_kw={"list": "banks", "autocomplete": "off", "maxlength": NAME_LONGEST},
    )

    @property
    def choice_fields(self) -> list[Any]:
        """Each choice's field with its box for what is right."""
        return list(zip((self[name] for name in CHOICES), self.right, strict=True))

    @property
    def uses(self) -> Uses:
        """Which kinds use which part."""
        return uses()

    @property
    def flags(self) -> list[FlagKinds]:
        """Which kinds let what be ticked."""
        return flag_kinds()

    @property
    def widgets(self) -> list[WidgetKinds]:
        """What each widget may add."""
        return widget_kinds()

    def draft(self) -> Draft:
        """The question as it was typed."""
        kind = KINDS[self.kind.data]
        choices = tuple(self[name].data for name in CHOICES) if kind.most_choices else ()
        ticked = "|".join(self.right.data or ()) if kind.most_right else ""
        correct = ticked if kind.correct is None else self.correct.data or ""
        tolerance = "" if kind.tolerance is None else self.tolerance.data or ""
        return canonical(
            Draft(
                kind=kind.name,
                prompt=self.prompt.data,
                choices=choices if any(choices) else kind.usual_choices,
                key=typed_key(kind, correct, tolerance, choices),
                seconds=self.seconds.data or 0,
                weight=1 if kind.is_scored else 0,
                **ticked_flags(kind, self),
            )
        )

    def blame(self, problems: Iterable[Problem]) -> None:
        """Say each problem at the field in which it stands."""
        for problem in problems:
            _field_of(self, problem).errors = [
                *_field_of(self, problem).errors,
                str(problem.sentence),
            ]


for _name, _box in flag_fields().items():
    setattr(WriteForm, _name, _box)


def _field_of(form: WriteForm, problem: Problem) -> Any:
    name = problem.field
    if name == "correct" and KINDS[form.kind.data].correct is None:
        name = "right"
    found = getattr(form, name, form.kind)
    if isinstance(found, LocalizedField):
        return found.form[problem.language] if problem.language else found.form["fr"]
    return found


def new_bank_name(banks: Sequence[BankRow], title: str) -> str:
    """What the bank's field says at first: the first bank there is, or the event's own name."""
    return banks[0].name if banks else title or _("Questions")
