"""What in a name may be meant ill though no list holds it: a host reads such names first. Pure.

It refuses nothing. A letter left out or put in, signs between letters, many figures, some emoji:
much of it is harmless, and a host sees that in a glance.
"""

import re
from collections.abc import Iterator
from functools import cache

from quiz.game.words.lists import Purpose, shipped
from quiz.i18n.folding import fold_words

# p*te, m.r.e: what stands for letters, or keeps them apart.
MASKED = re.compile(r"[^\W\d_][*_.·•…~#+=^]+[^\W\d_]")
# The beginnings of a number by which somebody is reached.
FIGURES = re.compile(r"\d(?:\D?\d){4}")
DRAWN_OUT = re.compile(r"([^\W\d_])\1{3}")
RUDE = frozenset("🖕🍆🍑💩🔪🔫💣🍌💦☠卐卍")
# Of shorter words too many harmless ones are near.
SHORTEST = 5


def is_doubtful(name: str) -> bool:
    """Whether a host should look at this name before all others."""
    if not RUDE.isdisjoint(name):
        return True
    if MASKED.search(name) or FIGURES.search(name) or DRAWN_OUT.search(name):
        return True
    words = fold_words(name)
    if len(words) > 1:
        words.append("".join(words))
    return any(not _near().isdisjoint(_shortened(word)) for word in words)


@cache
def _near() -> frozenset[str]:
    """Every insult of some length, whole and with a letter left out."""
    texts = {
        "".join(fold_words(entry.text)) for entry in shipped() if entry.purpose is Purpose.INSULT
    }
    return frozenset(part for text in texts for part in _shortened(text))


def _shortened(word: str) -> Iterator[str]:
    """The word and, if it has some length, what is left where one letter is missing.

    Two words that share one of these differ by a letter at most, or by two that changed places.
    """
    if len(word) >= SHORTEST and word.isascii():
        yield word
        yield from (word[:place] + word[place + 1 :] for place in range(len(word)))
