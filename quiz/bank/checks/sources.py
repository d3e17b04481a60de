"""Where what a question says comes from, and whose its picture is. Pure."""

import re
from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from quiz.bank.checks.base import Flaw
from quiz.bank.kinds.registry import KINDS
from quiz.bank.rules import Draft

# What says no more than nothing; RightsStatements' own statements that nothing is known, too.
UNKNOWN = re.compile(
    r"\s*(?:\?+|-+|inconnus?|droits inconnus|unknown|rights unknown|未知|不详|不明|版权不明|"
    r"https?://(?:www\.)?rightsstatements\.org/(?:vocab|page)/(?:UND|NKC|CNE)\b.*)?\s*",
    re.IGNORECASE,
)


def source_flaws(draft: Draft) -> Iterator[Flaw]:
    """A flaw for a right answer without a source, a picture without credit or known rights."""
    kind = KINDS.get(draft.kind)
    if kind is not None and kind.is_scored and not draft.source_url:
        yield Flaw("source", _l("Its source is missing: nobody can check the answer."))
    if not draft.kept_pictures:
        return
    if not draft.credit:
        yield Flaw("credit", _l("Its picture has no credit."))
    if UNKNOWN.fullmatch(draft.rights):
        yield Flaw("rights", _l("The rights to its picture are unknown."))
