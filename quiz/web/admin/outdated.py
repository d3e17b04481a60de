"""Which texts of a question are out of date, in words, and one click that says they still hold."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from quiz.accounts.roles import ADMIN
from quiz.bank.edits import confirm_translation
from quiz.bank.models import Question
from quiz.bank.queries import draft_of, get_question
from quiz.bank.rules import OPTIONAL_TEXTS, PLAIN_TEXTS, PROMPT
from quiz.bank.translation import OTHER, from_json, localized_texts
from quiz.database import writing
from quiz.errors import NotFound
from quiz.extensions import db
from quiz.i18n.localized import Localized
from quiz.web.admin.banks import sent_version
from quiz.web.admin.blueprint import admin
from quiz.web.admin.record import local_hour
from quiz.web.guards import role
from quiz.web.signing import actor

SINCE: dict[str, Callable[[str], LazyString]] = {
    "fr": lambda when: _l("The Chinese changed on %(when)s; the French is from before.", when=when),
    "zh": lambda when: _l("The French changed on %(when)s; the Chinese is from before.", when=when),
}
LABELS = {part.attribute: part.label for part in (PROMPT, *OPTIONAL_TEXTS, *PLAIN_TEXTS)}


@dataclass(frozen=True, slots=True)
class OutdatedLine:
    """A text that is out of date in `language`: what the other one said, and what each says now."""

    label: object
    sentence: object
    language: str
    former: str
    text: Localized

    @property
    def source(self) -> str:
        """The language that changed."""
        return OTHER[self.language]


def text_label(name: str) -> Any:
    """How a text is called: by its part of a question, or by the number of a choice."""
    return LABELS.get(name) or _("Choice %(number)s", number=name.removeprefix("choice"))


def outdated_lines(question: Question | None) -> list[OutdatedLine]:
    """Every text of a question that is out of date, in the order in which it is written."""
    if question is None or not question.outdated:
        return []
    known = from_json(question.outdated_texts)
    return [
        OutdatedLine(
            text_label(name),
            SINCE[state.language](_when(state.at)),
            state.language,
            state.former,
            text,
        )
        for name, text in localized_texts(draft_of(question)).items()
        if (state := known.get(name))
    ]


def _when(at: int) -> str:
    hour = local_hour(at)
    return str(_("%(day)s, %(hour)s", day=hour.day, hour=hour.hour))


@admin.post("/banks/<int:bank_id>/questions/<int:question_id>/translation")
@role(ADMIN)
def confirm_question(bank_id: int, question_id: int) -> ResponseReturnValue:
    """Whoever saw both languages says that they still say the same."""
    if get_question(question_id).bank_id != bank_id:
        raise NotFound(_("There is no such question."))
    by = actor()
    with writing():
        confirm_translation(question_id, sent_version(), by)
        db.session.commit()
    flash(_("Both languages say the same again."), "right")
    return redirect(url_for("admin.edit_question", bank_id=bank_id, question_id=question_id), 303)
