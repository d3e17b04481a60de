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
from quiz.bank.kinds.choices import MOST_CHOICES
from quiz.bank.kinds.registry import KINDS, canonical
from quiz.bank.queries import BankRow
from quiz.bank.rules import CHOICE_LONGEST, PROMPT, Draft, Problem
from quiz.i18n.field import LocalizedField
from quiz.i18n.localized import Localized

CHOICES = tuple(f"choice{number}" for number in range(1, MOST_CHOICES + 1))
TRUE_FALSE = (Localized("Vrai", "对"), Localized("Faux", "错"))
TYPED = ("number", "text")
ORDERED = "order"
NO_KEY = ("order", "poll")
SECONDS = 30


class UploadForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """A bank's file, and the bank that its questions belong to."""

    file = FileField(
        _l("Bank file (CSV)"),
        [FileRequired()],
        id="upload-file",
        render_kw={"accept": ".csv,.tsv,.txt,text/csv"},
    )
    bank = StringField(
        _l("Bank"),
        [InputRequired(), Length(max=NAME_LONGEST)],
        id="upload-bank",
        description=_l("An existing bank, or a new one."),
        render_kw={"list": "banks", "autocomplete": "off", "maxlength": NAME_LONGEST},
    )


class WriteForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """A question in its shortest form; everything else has the bank's defaults."""

    kind = SelectField(
        _l("Kind"),
        choices=[SelectChoice(name, kind.label) for name, kind in KINDS.items()],
        default="single",
    )
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

    def draft(self) -> Draft:
        """The question as it was typed."""
        kind = self.kind.data
        choices = tuple(self[name].data for name in CHOICES)
        if kind == "true_false" and not any(choices):
            choices = TRUE_FALSE
        marked = "" if kind in NO_KEY else "|".join(self.right.data or ())
        correct = self.correct.data or "" if kind in TYPED else marked
        tolerance = self.tolerance.data or "" if kind == "number" else ""
        return canonical(
            Draft(
                kind=kind,
                prompt=self.prompt.data,
                choices=() if kind in TYPED else choices,
                key=KINDS[kind].key(correct, tolerance),
                seconds=self.seconds.data or 0,
                weight=0 if kind == "poll" else 1,
            )
        )

    def blame(self, problems: Iterable[Problem]) -> None:
        """Say each problem at the field in which it stands."""
        for problem in problems:
            _field_of(self, problem).errors = [
                *_field_of(self, problem).errors,
                str(problem.sentence),
            ]


def _field_of(form: WriteForm, problem: Problem) -> Any:
    name = problem.field
    if name == "correct" and form.kind.data not in TYPED:
        name = "right"
    found = getattr(form, name, form.kind)
    if isinstance(found, LocalizedField):
        return found.form[problem.language] if problem.language else found.form["fr"]
    return found


def new_bank_name(banks: Sequence[BankRow], title: str) -> str:
    """What the bank's field says at first: the first bank there is, or the event's own name."""
    return banks[0].name if banks else title or _("Questions")
