"""A question about taste: nothing is right, nothing is scored."""

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.choices import OneChoiceKind
from quiz.bank.kinds.unscored import UnscoredKind
from quiz.bank.rules import Draft, Problem


class Poll(UnscoredKind, OneChoiceKind):
    """Everybody may choose one; nobody gains a point."""

    name = "poll"
    label = _l("Poll")
    names = (
        *("sondage", "vote", "opinion"),
        *("投票", "投票题", "调查"),
        *("survey", "opinion poll"),
    )
    most_right = 0

    def right_problems(self, draft: Draft) -> Iterator[Problem]:
        if draft.key.get("right"):
            yield Problem("correct", "", _l("A poll has no right answer: leave this empty."))

    def dealt_key(self, draft: Draft, id_of: dict[int, str]) -> dict[str, Any]:  # noqa: ARG002 (the interface names them)
        return {}
