"""Whether the description of a picture gives the right answer away. Pure."""

from collections.abc import Iterable, Iterator

from flask_babel import lazy_gettext as _l

from quiz.bank.rules import Draft, Problem
from quiz.i18n.folding import fold_search
from quiz.i18n.localized import LANGUAGES, Localized

# Of fewer letters a text stands in another one by chance; a Chinese character is a word.
SHORTEST = {"fr": 4, "zh": 2}


def telling_problems(draft: Draft, right: Iterable[Localized]) -> Iterator[Problem]:
    """A problem for each language in which the description holds a right answer.

    It is read aloud and shown before the answer, as the picture is.
    """
    answers = tuple(right)
    for language in LANGUAGES:
        described = fold_search(getattr(draft.image_alt, language))
        for answer in answers:
            words = getattr(answer, language)
            folded = fold_search(words)
            if len(folded) >= SHORTEST[language] and folded in described:
                sentence = _l(
                    "The description of the picture holds the right answer, “%(answer)s”: whoever "
                    "hears it knows.",
                    answer=words,
                )
                yield Problem("image_alt", language, sentence)
                break
