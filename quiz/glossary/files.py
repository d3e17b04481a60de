"""A glossary as a file: read from any sheet whose columns say what they hold. Pure.

Columns are found by their heads, in French, Chinese or English; a row that cannot be taken is
named, and the others are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from quiz.bank.formats.refusal import FileError, FileRefused
from quiz.bank.formats.tables import find_rows
from quiz.errors import Invalid
from quiz.glossary.rules import MOST_TERMS, Term, tidy_term
from quiz.i18n.folding import fold_search
from quiz.i18n.localized import LANGUAGES
from quiz.i18n.spreadsheets import unguarded

# What heads are called, folded; a longer one holds such a word, as "Terme en français" does.
CODES = {"fr": ("fr", "fra", "fre", "frfr"), "zh": ("zh", "cn", "chi", "zho", "zhcn", "zhhans")}
WORDS = {
    "note": ("note", "remarque", "commentaire", "comment", "备注", "说明", "注释"),
    "fr": ("francais", "french", "法文", "法语"),
    "zh": ("chinois", "chinese", "mandarin", "中文", "汉语"),
}
TERMS = {"fr": ("terme", "term", "mot"), "zh": ("术语", "词语", "词条")}
TRANSLATION = ("traduction", "translation", "译文", "译名", "翻译", "译法")
NOTE = "note"


@dataclass(frozen=True, slots=True)
class GlossaryFile:
    """The terms of a file in its order, and every row that could not be taken, with the reason."""

    terms: tuple[Term, ...]
    errors: tuple[FileError, ...]


def read_glossary(data: bytes) -> GlossaryFile:
    """What a file holds; FileRefused where it is no sheet with a column for each language."""
    found = find_rows(data, _head_of)
    if len(found.rows) > MOST_TERMS:
        reason = _l("The file has more than %(most)s terms.", most=MOST_TERMS)
        raise FileRefused([FileError(reason)])
    terms, errors = [], []
    for number, row in found.rows:
        cells = {name: row[place] for name, place in found.head.items() if place < len(row)}
        try:
            terms.append(_term(cells))
        except Invalid as refusal:
            errors.append(FileError(refusal.message, number))
    return GlossaryFile(tuple(terms), tuple(errors))


def _term(cells: Mapping[str, str]) -> Term:
    texts = (unguarded(cells.get(name, "")) for name in (*LANGUAGES, NOTE))
    return tidy_term(*texts)


def _head_of(row: Sequence[str]) -> Mapping[str, int] | None:
    """The place of each of our columns, where a row is the head."""
    named: dict[str, int] = {}
    for place, name in _named(row):
        named.setdefault(name, place)
    words = [fold_search(cell) for cell in row]
    for language, names in TERMS.items():
        _name(named, language, words, names)
    missing = [language for language in LANGUAGES if language not in named]
    if len(missing) == 1:
        _name(named, missing[0], words, TRANSLATION)
    return named if set(LANGUAGES) <= named.keys() else None


def _name(named: dict[str, int], language: str, words: Sequence[str], names: Sequence[str]) -> None:
    """Let the first column that is called so be that language, if neither is known yet."""
    free = (n for n, word in enumerate(words) if word in names and n not in named.values())
    if language not in named and (place := next(free, None)) is not None:
        named[language] = place


def _named(row: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The columns whose heads say the language, or that they are notes."""
    for place, cell in enumerate(row):
        word = fold_search(cell)
        for name, names in WORDS.items():
            if word in CODES.get(name, ()) or any(part in word for part in names):
                yield place, name
                break
