"""What is kept of a question, so that it is found and counted without being judged again. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.bank.checks.choices import right_traits
from quiz.bank.checks.registry import flaws
from quiz.bank.kinds.registry import KINDS, launch_problems
from quiz.bank.rules import Draft
from quiz.bank.translation import untranslated
from quiz.i18n.folding import fold_search
from quiz.i18n.localized import LANGUAGES, Localized

# To be raised whenever a fact comes out otherwise for the same question: each is then judged again.
EDITION = 4

PARTED = "\n"
TAGGED = "#"


@dataclass(frozen=True, slots=True)
class KeptFacts:
    """The columns that a question has besides what was written.

    `searched` has each of its texts folded, on a line of its own, and each tag after a #;
    `missing` the languages that some of its texts do not have, by their codes, `untranslated` those
    of them for which the other language is there; `is_ready` says whether it can be launched before
    the fewest players. An editor would look at `flaws` things
    again; `right_traits` is for the check of a whole bank.
    """

    searched: str
    is_ready: bool
    missing: str
    untranslated: str
    has_picture: bool
    flaws: int
    right_traits: str
    facts_edition: int = EDITION


def facts_of(draft: Draft) -> KeptFacts:
    """What is kept of a canonical question."""
    stopped = launch_problems(draft)
    lacking = {problem.language for problem in stopped if problem.gap}
    return KeptFacts(
        searched=_searched(draft),
        is_ready=not stopped,
        missing=" ".join(language for language in LANGUAGES if language in lacking),
        untranslated=" ".join(untranslated(draft)),
        has_picture=bool(draft.pictures),
        flaws=len(flaws(draft)),
        right_traits=right_traits(draft),
    )


def tag_line(tag: str) -> str:
    """What `searched` has of a question with that tag, and of no other one."""
    return f"{PARTED}{TAGGED}{fold_search(tag)}{PARTED}"


def _searched(draft: Draft) -> str:
    texts = (fold_search(text) for text in _texts(draft) if text)
    tags = (f"{TAGGED}{fold_search(tag)}" for tag in draft.tags)
    # Neither a word nor a tag is found across two texts.
    lines = dict.fromkeys((*(text for text in texts if text), *tags))
    return "".join((PARTED, *(f"{line}{PARTED}" for line in lines)))


def _texts(draft: Draft) -> Iterator[str]:
    """Every text that somebody may remember of a question, and what is right where it is typed."""
    for text in (draft.prompt, *draft.choices, draft.explanation, draft.object_title):
        yield from _both(text)
    for text in (draft.image_alt, draft.maker, draft.date, draft.place, draft.material):
        yield from _both(text)
    yield from (draft.inventory_no, draft.institution, draft.credit, draft.rights)
    yield draft.source_url
    kind = KINDS.get(draft.kind)
    if kind is not None:
        known = kind.key_solution(draft.key)
        yield from (*known.forms, known.value)
    if not draft.picture:
        # The name of a picture that is kept here says nothing, and has any letters and digits.
        yield draft.image


def _both(text: Localized) -> Iterator[str]:
    return (getattr(text, language) for language in LANGUAGES)
