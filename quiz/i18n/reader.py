"""Words and numbers in the language of whoever reads them: known only once they are read."""

from collections.abc import Sequence

from flask_babel import LazyString, get_locale

from quiz.i18n.measures import figure

ENGLISH = "en"


def reading_language() -> str:
    """The language in which sentences are read now; English where nobody has asked for one."""
    locale = get_locale()
    return ENGLISH if locale is None else str(locale.language)


def figures_for_reader(plain: Sequence[str]) -> LazyString:
    """Plain decimals such as `-2.5`, with dots between, as the reader's language writes them."""
    return LazyString(_figures, tuple(plain))


def _figures(plain: Sequence[str]) -> str:
    language = reading_language()
    return " · ".join(figure(one, language) for one in plain)
