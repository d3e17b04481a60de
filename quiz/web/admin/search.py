"""Questions found over all banks, or in one, by words and filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.accounts.roles import ADMIN
from quiz.bank.kinds.registry import KINDS, launch_problems
from quiz.bank.models import Question
from quiz.bank.queries import draft_of, list_banks
from quiz.bank.rules import Problem
from quiz.bank.search import (
    FEWEST_ANSWERS,
    Difficulty,
    LastUse,
    Pictured,
    Search,
    Usability,
    find_page,
)
from quiz.bank.translation import behind
from quiz.bounds import SEARCH
from quiz.clock import clock
from quiz.i18n.localized import LANGUAGES
from quiz.pages import Page
from quiz.web.admin.blueprint import admin
from quiz.web.admin.reading import number_of, searched
from quiz.web.guards import role
from quiz.web.values import whole_number

# What stands before a language that is out of date, in an address.
OUTDATED = "outdated-"
# The filters that are chosen from a list: the name in the address, what may be chosen.
READINESS = {
    Usability.READY: _l("Can be launched"),
    Usability.DRAFT: _l("Draft"),
    Usability.ARCHIVED: _l("Archived"),
    Usability.EVERY: _l("All of them, archived too"),
}
LANGUAGE_STATES = {
    "fr": _l("French is missing"),
    "zh": _l("Chinese is missing"),
    f"{OUTDATED}fr": _l("French is out of date"),
    f"{OUTDATED}zh": _l("Chinese is out of date"),
}
LAST_USES = {
    LastUse.NEVER: _l("Never used"),
    LastUse.MONTH: _l("Used in the last 30 days"),
    LastUse.YEAR: _l("Used in the last 12 months"),
    LastUse.LONGER: _l("Not used for 12 months"),
}
DIFFICULTIES = {
    Difficulty.EASY: _l("Easy: at least 75 of 100 are right"),
    Difficulty.MEDIUM: _l("Medium: from 40 to 75 of 100 are right"),
    Difficulty.HARD: _l("Hard: less than 40 of 100 are right"),
    Difficulty.UNKNOWN: _l("Not measured yet"),
}
PICTURES = {Pictured.WITH: _l("With a picture"), Pictured.WITHOUT: _l("Without a picture")}


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question found, with all that would keep it from being launched."""

    question: Question
    problems: tuple[Problem, ...]

    @property
    def right_percent(self) -> int | None:
        """How many of a hundred answers were right; None where too few are known."""
        row = self.question
        return (
            round(100 * row.right_answers / row.answers) if row.answers >= FEWEST_ANSWERS else None
        )

    @property
    def readiness(self) -> Usability:
        """Archived, ready to be launched, or a draft."""
        if self.question.archived:
            return Usability.ARCHIVED
        return Usability.DRAFT if self.problems else Usability.READY

    @property
    def behind(self) -> tuple[LazyString, ...]:
        """A sentence for each language that is out of date."""
        return behind(self.question.outdated)


@dataclass(frozen=True, slots=True)
class QuestionList:
    """What of which questions the reader looks at; `inside` where the page is a bank's own."""

    search: Search
    page: int
    inside: bool

    @property
    def language_state(self) -> str:
        """The languages' filter, as an address says it."""
        outdated = self.search.outdated
        return f"{OUTDATED}{outdated}" if outdated else self.search.missing

    def at(self, page: int) -> dict[str, Any]:
        """The values of the address of another page of the same questions."""
        named = {"bank_id" if self.inside else "bank": self.search.bank_id}
        return self.filters | named | {"page": page}

    @property
    def filters(self) -> dict[str, Any]:
        """What an address says of the search, but for the bank."""
        sought = self.search
        filters = {
            "q": sought.text,
            "kind": sought.kind,
            "tag": sought.tag,
            "ready": sought.readiness,
            "missing": self.language_state,
            "picture": sought.picture,
            "use": sought.last_use,
            "difficulty": sought.difficulty,
        }
        return {name: value or None for name, value in filters.items()}


def viewed_questions(bank_id: int | None = None) -> QuestionList:
    """What this request asks for, in that bank or in the one that it names."""
    asked, state = request.args, one_of("missing", LANGUAGE_STATES)
    search = Search(
        text=searched(),
        bank_id=asked.get("bank", type=whole_number) if bank_id is None else bank_id,
        kind=one_of("kind", KINDS),
        tag=asked.get("tag", "").strip()[:SEARCH],
        readiness=one_of("ready", list(Usability)),
        missing=state if state in LANGUAGES else "",
        outdated=state.partition(OUTDATED)[2],
        picture=one_of("picture", list(Pictured)),
        last_use=one_of("use", list(LastUse)),
        difficulty=one_of("difficulty", list(Difficulty)),
        now=clock.now(),
    )
    return QuestionList(search, number_of("page", 1), bank_id is not None)


def one_of(name: str, values: Sequence[str] | dict[str, Any]) -> str:
    """A value of the address, or nothing where it is none of those."""
    value = request.args.get(name, "")
    return value if value in values else ""


def lines(questions: Sequence[Question]) -> list[QuestionLine]:
    """Each question with its problems; what is ready has none, and is not judged again."""
    return [
        QuestionLine(row, () if row.is_ready else launch_problems(draft_of(row)))
        for row in questions
    ]


def listed_questions(view: QuestionList) -> dict[str, Any]:
    """What the template of found questions needs."""
    page: Page[Question] = find_page(view.search, view.page)
    return {
        "view": view,
        "page": page,
        "lines": lines(page.rows),
        "kinds": KINDS,
        "readiness": READINESS,
        "missing": LANGUAGE_STATES,
        "pictures": PICTURES,
        "last_uses": LAST_USES,
        "difficulties": DIFFICULTIES,
    }


@admin.get("/questions", endpoint="questions")
@role(ADMIN)
def all_questions() -> ResponseReturnValue:
    """A hundred questions of all banks, with the words and filters that the reader gave."""
    view = viewed_questions()
    return render_template("admin/questions.html", banks=list_banks(), **listed_questions(view))
