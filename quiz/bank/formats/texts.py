"""A text of another program: its words in one language or in both, and its pictures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quiz.bank.formats.decoding import is_hanzi
from quiz.bank.formats.foreign import in_one
from quiz.bank.formats.markup import Markup, read_markup
from quiz.bank.formats.multilang import has_languages, text_in
from quiz.bank.rules import NOTHING
from quiz.i18n.localized import LANGUAGES, Localized


@dataclass(frozen=True, slots=True)
class TextPicture:
    """A picture in a text: where it is, and its description in the text's languages."""

    source: str
    alt: Localized


@dataclass(frozen=True, slots=True)
class ForeignText:
    """The words of a text, whether it said in which languages they are, and its pictures."""

    words: Localized = NOTHING
    is_bilingual: bool = False
    pictures: tuple[TextPicture, ...] = ()


def foreign_words(text: str, form: str) -> ForeignText:
    """What a text says that is written in that form: `html`, `markdown`, `plain` or another."""
    if not has_languages(text):
        read = read_markup(text, form)
        return ForeignText(in_one(read.text), pictures=_pictures((read,)))
    by_language = [read_markup(text_in(text, code), form) for code in LANGUAGES]
    words = Localized(**dict(zip(LANGUAGES, (read.text for read in by_language), strict=True)))
    return ForeignText(words, is_bilingual=True, pictures=_pictures(by_language))


def for_both(prompt: ForeignText, others: Iterable[ForeignText]) -> list[ForeignText]:
    """The other texts of a question; names and numbers serve both languages where it has both.

    A text for every language is in both, as the program shows it; but one with Chinese characters
    is no French.
    """
    texts = list(others)
    if not any(text.is_bilingual for text in (prompt, *texts)):
        return texts
    return [text if text.is_bilingual else replace(text, words=_both(text.words)) for text in texts]


def _both(words: Localized) -> Localized:
    is_chinese = any(map(is_hanzi, words.fr))
    return Localized(fr="" if is_chinese else words.fr, zh=words.fr)


def _pictures(read: Sequence[Markup]) -> tuple[TextPicture, ...]:
    """The pictures of a text, each once, with what each language says of it."""
    alts: dict[str, dict[str, str]] = {}
    for language, markup in zip(LANGUAGES, read, strict=False):
        for picture in markup.pictures:
            alts.setdefault(picture.source, {}).setdefault(language, picture.alt)
    return tuple(TextPicture(source, Localized(**alt)) for source, alt in alts.items())
