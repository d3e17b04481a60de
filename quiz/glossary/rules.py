"""What a term is, and where terms stand in a text. Pure.

French is compared word by word, without capitals, accents and the s or x of a plural; Chinese sign
by sign, traditional as simplified. Where several terms begin, the longest is meant.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from flask_babel import lazy_gettext as _l

from quiz.errors import Invalid
from quiz.i18n.folding import fold_search, fold_words
from quiz.i18n.invisible import has_control
from quiz.i18n.localized import Localized

TERM_LONGEST, NOTE_LONGEST, FOLDED_LONGEST = 120, 500, 480
MOST_TERMS = 5_000
# With the accents that stand alone, so that a word in Unicode's other normal form is one.
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
PLURAL = re.compile(r"(?<=..)[sx]$")
HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the museum, or a few, in both languages."""

    fr: str
    zh: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FoldedTerm:
    """What is compared of a term in each language, both as one text."""

    fr: str
    zh: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where in a text a term stands, or several that are the same in its language."""

    start: int
    end: int
    terms: tuple[Term, ...]


def tidy_term(fr: str, zh: str, note: str = "") -> Term:
    """The term without stray spaces; Invalid says what is missing, too long or the wrong way."""
    term = Term(*(" ".join(text.split()) for text in (fr, zh, note)))
    if not term.fr or not term.zh:
        raise Invalid(_l("A term needs both languages."))
    if max(len(term.fr), len(term.zh)) > TERM_LONGEST or len(term.note) > NOTE_LONGEST:
        raise Invalid(
            _l(
                "A term has at most %(term)s characters in each language, its note %(note)s.",
                term=TERM_LONGEST,
                note=NOTE_LONGEST,
            )
        )
    if any(map(has_control, (term.fr, term.zh, term.note))):
        raise Invalid(_l("This contains a character that cannot be shown."))
    folded = fold_term(term)
    if not folded.fr or not folded.zh or max(len(folded.fr), len(folded.zh)) > FOLDED_LONGEST:
        raise Invalid(_l("A term needs letters or characters in both languages."))
    if HAN.search(term.fr) and not HAN.search(term.zh):
        raise Invalid(_l("The languages are the wrong way round."))
    return term


def fold_term(term: Term) -> FoldedTerm:
    """What two terms that are the same have in common."""
    words = (word for word, _start, _end in _french_words(term.fr))
    signs = (sign for sign, _start in _chinese_signs(term.zh))
    return FoldedTerm(" ".join(words), "".join(signs))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms, ready to be found in texts: by their first French word and first Chinese sign."""

    french: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[Term, ...]]]] = field(
        default_factory=dict
    )
    chinese: Mapping[str, Sequence[tuple[str, tuple[Term, ...]]]] = field(default_factory=dict)


def lexicon_of(terms: Iterable[tuple[Term, FoldedTerm]]) -> Lexicon:
    """Those terms, each with what is compared of it."""
    by_french: dict[str, list[Term]] = {}
    by_chinese: dict[str, list[Term]] = {}
    for term, folded in terms:
        by_french.setdefault(folded.fr, []).append(term)
        by_chinese.setdefault(folded.zh, []).append(term)
    french: dict[str, list[tuple[tuple[str, ...], tuple[Term, ...]]]] = {}
    for words, meant in by_french.items():
        parts = tuple(words.split())
        french.setdefault(parts[0], []).append((parts, tuple(meant)))
    chinese: dict[str, list[tuple[str, tuple[Term, ...]]]] = {}
    for signs, meant in by_chinese.items():
        chinese.setdefault(signs[0], []).append((signs, tuple(meant)))
    return Lexicon(
        {first: sorted(found, key=_length, reverse=True) for first, found in french.items()},
        {first: sorted(found, key=_length, reverse=True) for first, found in chinese.items()},
    )


def _length(known: tuple[Sequence[str], tuple[Term, ...]]) -> int:
    return len(known[0])


def occurrences(text: str, language: str, lexicon: Lexicon) -> list[Occurrence]:
    """Where terms stand in a text of that language, from its beginning on; none in another."""
    found = _in_french if language == "fr" else _in_chinese
    return list(found(text, lexicon))


def _in_french(text: str, lexicon: Lexicon) -> Iterator[Occurrence]:
    words = list(_french_words(text))
    plain = [word for word, _start, _end in words]
    place = 0
    while place < len(words):
        step = 1
        for parts, terms in lexicon.french.get(plain[place], ()):
            if tuple(plain[place : place + len(parts)]) == parts:
                step = len(parts)
                yield Occurrence(words[place][1], words[place + step - 1][2], terms)
                break
        place += step


def _in_chinese(text: str, lexicon: Lexicon) -> Iterator[Occurrence]:
    signs = list(_chinese_signs(text))
    plain = "".join(sign for sign, _start in signs)
    # A sign that folds to several letters stands where it stood for each of them.
    starts = [start for sign, start in signs for _letter in sign]
    place = 0
    while place < len(plain):
        step = 1
        for folded, terms in lexicon.chinese.get(plain[place], ()):
            if plain.startswith(folded, place):
                step = len(folded)
                yield Occurrence(starts[place], starts[place + step - 1] + 1, terms)
                break
        place += step


def _french_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word as it is compared, with its place."""
    for match in WORD.finditer(text):
        if word := "".join(fold_words(match[0])):
            yield PLURAL.sub("", word), match.start(), match.end()


def _chinese_signs(text: str) -> Iterator[tuple[str, int]]:
    """Each sign as it is compared, with its place; spaces are left out."""
    for place, sign in enumerate(text):
        if not sign.isspace():
            yield _plain_sign(sign), place


@lru_cache(maxsize=8_192)
def _plain_sign(sign: str) -> str:
    return fold_search(sign) or sign


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A term that stands in one language of a text; `absent` is a language that should have it.

    Another translation of the same term will do as well.
    """

    term: Term
    absent: str = ""


def terms_in(text: Localized, lexicon: Lexicon, source: str = "") -> tuple[FoundTerm, ...]:
    """The terms of a text, those of `source` alone if it is named, each once.

    A language that has no text yet lacks none.
    """
    found = {
        language: list(dict.fromkeys(_terms(getattr(text, language), language, lexicon)))
        for language in ("fr", "zh")
    }
    sources = (source,) if source else ("fr", "zh")
    seen = dict.fromkeys(term for language in sources for term in found[language])
    folded = {term: fold_term(term) for term in (*found["fr"], *found["zh"])}
    both = {term for term in seen if term in found["fr"] and term in found["zh"]}
    met = {language: {getattr(folded[term], language) for term in both} for language in found}
    return tuple(
        FoundTerm(term, _absent(term, folded[term], text, found, met, both)) for term in seen
    )


@dataclass(frozen=True, slots=True)
class MarkedPart:
    """A part of a text; with the terms that it is, if it is one."""

    text: str
    terms: tuple[Term, ...] = ()


def term_parts(text: str, language: str, lexicon: Lexicon) -> tuple[MarkedPart, ...]:
    """The whole text in parts, its terms apart from what stands between them."""
    parts, end = [], 0
    for found in occurrences(text, language, lexicon):
        parts += [MarkedPart(text[end : found.start])] if found.start > end else []
        parts.append(MarkedPart(text[found.start : found.end], found.terms))
        end = found.end
    return (*parts, MarkedPart(text[end:])) if end < len(text) else tuple(parts)


def _terms(text: str, language: str, lexicon: Lexicon) -> Iterator[Term]:
    for occurrence in occurrences(text, language, lexicon):
        yield from occurrence.terms


def _absent(
    term: Term,
    folded: FoldedTerm,
    text: Localized,
    found: Mapping[str, Sequence[Term]],
    met: Mapping[str, set[str]],
    both: set[Term],
) -> str:
    """The language in which neither the term stands, nor another translation of it."""
    for language, other in (("fr", "zh"), ("zh", "fr")):
        is_there = term in both or getattr(folded, language) in met[language]
        if term in found[language] and not is_there and getattr(text, other):
            return other
    return ""
