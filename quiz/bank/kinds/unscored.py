"""What the kinds share in which nothing is right, and nothing is scored."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.base import Content, Key, Kind, Solution
from quiz.bank.rules import Draft, Problem


class UnscoredKind(Kind):
    """Everybody may answer; nobody gains a point."""

    is_scored = False

    def credit(self, content: Content, value: str) -> None:  # noqa: ARG002 (the interface names them)
        return None

    def key_solution(self, key: Key) -> Solution:  # noqa: ARG002 (the interface names it)
        return Solution()

    def right_problems(self, draft: Draft) -> Iterator[Problem]:
        """The problem of a right answer where there can be none."""
        if draft.key.get("right"):
            sentence = _l("No answer is right or wrong in this question: leave this empty.")
            yield Problem("correct", "", sentence)
