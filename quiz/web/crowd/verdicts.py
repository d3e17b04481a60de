"""What a verdict is by HTTP and in a sentence: the one table of both."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from quiz.game.actions.play import Receipt
from quiz.game.rules import Verdict

SENT = _l("Your answer is sent.")


class Wording(NamedTuple):
    """A status, and what a player reads."""

    status: int
    sentence: Any


WORDINGS: Mapping[Verdict, Wording] = {
    Verdict.REPEATED: Wording(200, SENT),
    Verdict.ACCEPTED: Wording(201, SENT),
    Verdict.NOT_JOINED: Wording(401, _l("This browser has not joined yet. Please join again.")),
    Verdict.BANNED: Wording(403, _l("The museum has removed you from this game.")),
    Verdict.NOT_FOUND: Wording(404, _l("This round is no longer played.")),
    Verdict.ALREADY_ANSWERED: Wording(409, _l("Your first answer is the one that counts.")),
    Verdict.TOO_LATE: Wording(410, _l("The time was over before your answer arrived.")),
    Verdict.AMBIGUOUS: Wording(
        422, _l("Which number do you mean? Nothing is sent yet: please choose one.")
    ),
    Verdict.MALFORMED: Wording(422, _l("This answer could not be read. Please write it again.")),
    Verdict.TOO_EARLY: Wording(
        425, _l("The question was not open yet. Please send your answer again.")
    ),
    Verdict.AWAY: Wording(503, _l("The quiz is catching its breath; ask again.")),
}
# Of two verdicts with one status, the one that needs nothing more than its sentence.
BY_STATUS = {
    wording.status: verdict
    for verdict, wording in WORDINGS.items()
    if verdict is not Verdict.AMBIGUOUS
}
STORED = frozenset({Verdict.ACCEPTED, Verdict.REPEATED, Verdict.ALREADY_ANSWERED})
# Whose sentence is more than a word for what happened.
EXPLAINED = frozenset({Verdict.BANNED, Verdict.MALFORMED, Verdict.AWAY})


def body_of(receipt: Receipt) -> dict[str, Any]:
    """The contract's answer to an answer; its sentence is in the language that is spoken now."""
    verdict = receipt.verdict
    if verdict in (Verdict.ACCEPTED, Verdict.REPEATED):
        return {"status": str(Verdict.ACCEPTED), "elapsed_ms": receipt.elapsed_ms}
    if verdict is Verdict.ALREADY_ANSWERED:
        return {"status": str(verdict), "answer": receipt.value}
    if verdict is Verdict.AMBIGUOUS:
        return {"status": str(verdict), "readings": list(receipt.readings)}
    if verdict in EXPLAINED:
        return {"status": str(verdict), "message": str(WORDINGS[verdict].sentence)}
    return {"status": str(verdict)}


def refusals() -> dict[str, str]:
    """What a player reads of each verdict after which nothing is stored, as the page spells it."""
    return {
        str(verdict): str(wording.sentence)
        for verdict, wording in WORDINGS.items()
        if verdict not in STORED and verdict is not Verdict.AWAY
    }
