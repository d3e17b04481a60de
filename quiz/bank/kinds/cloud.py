"""One to three short words: gathered and counted, nothing right, nothing scored.

No public screen shows the words themselves: nobody has looked at them before.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from random import Random
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.answers import readable
from quiz.bank.kinds.base import Content, Fields, Key, frozen
from quiz.bank.kinds.problems import no_choices, no_tolerance
from quiz.bank.kinds.tally import REST, Share, percent_of
from quiz.bank.kinds.unscored import UnscoredKind
from quiz.bank.rules import Draft, Problem
from quiz.errors import Invalid
from quiz.i18n.folding import fold
from quiz.i18n.localized import Localized

MOST_WORDS = 3
# Three of them are always short enough for an answer, whatever their letters.
WORD_LONGEST = 24
LISTED_WORDS = 30
# Between the words of an answer; no word has it.
BREAK = "\n"
SEEN = {
    "fr": ("calme", "Vert", "lumière", "très ancien", "la Chine", "doux", "jade", "étang"),
    "zh": ("宁静", "青", "雨过天青", "古老", "玉", "温润", "湖水", "宋代"),
}

folded = lru_cache(maxsize=8_192)(fold)


class Cloud(UnscoredKind):
    """Words that fold alike are one, called as most wrote it."""

    name = "cloud"
    label = _l("Word cloud")
    names = (
        *("nuage de mots", "nuage", "mots"),
        *("词云", "词云题", "关键词"),
        *("word cloud",),
    )
    widget = "cloud"
    takes_texts = True
    counts_parts = True
    kept_values = 1_000

    def key(self, correct: str, tolerance: str) -> dict[str, Any]:
        written = {"right": correct.strip(), "tolerance": tolerance.strip()}
        return {name: cell for name, cell in written.items() if cell}

    def cells(self, key: Key) -> tuple[str, str]:
        return key.get("right", ""), key.get("tolerance", "")

    def key_problems(self, draft: Draft) -> Iterator[Problem]:
        yield from no_choices(draft)
        yield from self.right_problems(draft)
        yield from no_tolerance(draft)

    def deal(self, draft: Draft, rng: Random) -> Content:  # noqa: ARG002 (the interface names it)
        return frozen(draft, [], {})

    def parse(self, content: Content, raw: str, language: str) -> str:  # noqa: ARG002 (words are in any language)
        readable(raw.replace(BREAK, " "))
        distinct: dict[str, str] = {}
        for word in (" ".join(part.split()) for part in raw.split(BREAK)):
            if alike := folded(word):
                distinct.setdefault(alike, word)
        if not distinct:
            raise Invalid(_l("Write at least one word."))
        if len(distinct) > MOST_WORDS:
            raise Invalid(_l("Write at most %(most)s words.", most=MOST_WORDS))
        if max(map(len, distinct.values())) > WORD_LONGEST:
            raise Invalid(_l("Write at most %(most)s characters a word.", most=WORD_LONGEST))
        return BREAK.join(distinct.values())

    def sent_value(self, fields: Fields) -> str:
        return BREAK.join(word for word in fields.get("v", ()) if word.strip())

    def guess(self, public: Content, language: str, rng: Random) -> str:  # noqa: ARG002 (nothing public narrows it down)
        return BREAK.join(rng.sample(SEEN[language], rng.randint(1, MOST_WORDS)))

    def parts(self, value: str) -> tuple[str, ...]:
        """Its words as they were written."""
        return tuple(value.split(BREAK))

    def likeness(self, value: str) -> str:
        return folded(value)

    def words(self, content: Content, value: str) -> tuple[Localized, ...]:  # noqa: ARG002 (words are in any language)
        return tuple(Localized(word, word) for word in self.parts(value))

    def tally(self, content: Content, spread: Mapping[str, int], answers: int) -> tuple[Share, ...]:  # noqa: ARG002 (nothing dealt narrows it down)
        """The most frequent words, each with how many wrote it: for staff alone."""
        spellings: dict[str, list[str]] = defaultdict(list)
        for word in sorted(spread, key=lambda word: (-spread[word], word)):
            if word != REST:
                spellings[folded(word)].append(word)
        counts = {alike[0]: sum(map(spread.__getitem__, alike)) for alike in spellings.values()}
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(
            Share(word, Localized(word, word), count, percent_of(count, answers), is_right=False)
            for word, count in ranked[:LISTED_WORDS]
        )

    def crowd(self, content: Content, spread: Mapping[str, int], answers: int) -> dict[str, Any]:  # noqa: ARG002 (the interface names them)
        """How many words came in, once the round is counted."""
        return {"words": sum(spread.values())} if answers else {}
