"""Which texts of a question are out of date, in words."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from quiz.bank.models import Question
from quiz.bank.queries import draft_of
from quiz.bank.translation import OTHER, from_json, localized_texts
from quiz.i18n.localized import Localized
from quiz.web.admin.forms.translated import text_label
from quiz.web.admin.record import local_hour

SINCE: dict[str, Callable[[str], LazyString]] = {
    "fr": lambda when: _l("The Chinese changed on %(when)s; the French is from before.", when=when),
    "zh": lambda when: _l("The French changed on %(when)s; the Chinese is from before.", when=when),
}


@dataclass(frozen=True, slots=True)
class OutdatedLine:
    """A text that is out of date in `language`: what the other one said, and what each says now."""

    name: str
    label: object
    sentence: object
    language: str
    former: str
    text: Localized

    @property
    def source(self) -> str:
        """The language that changed."""
        return OTHER[self.language]


def outdated_lines(question: Question | None) -> list[OutdatedLine]:
    """Every text of a question that is out of date, in the order in which it is written."""
    if question is None or not question.outdated:
        return []
    known = from_json(question.outdated_texts)
    return [
        OutdatedLine(
            name,
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
