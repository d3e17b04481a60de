"""What the overlay says, in both languages at once and equal in weight."""

from collections.abc import Callable

from flask_babel import force_locale
from markupsafe import Markup, escape

from quiz.i18n.localized import HTML_LANG, LANGUAGES, Localized
from quiz.i18n.measures import local_times
from quiz.web.language import current_language, local

PLACE = Markup('<b class="figures" data-figure="{}">0</b>')
CITY = Markup('<span class="city">{} <b class="figures">{}</b></span>')
SPAN = Markup('<span lang="{}">{}</span>')


def both(text: Localized) -> Markup:
    """French, then Chinese; once only where both write the same, as they do a year."""
    return bilingual_span(Localized(**{language: local(text, language) for language in LANGUAGES}))


def in_both(caller: Callable[[], str]) -> Markup:
    """The sentence between `{% call in_both() %}` and its end, in French, then in Chinese."""
    return bilingual_span(
        Localized(**{language: block_in(caller, language) for language in LANGUAGES})
    )


def block_in(caller: Callable[[], str], language: str) -> Markup:
    with force_locale(language):
        return Markup(caller().strip())  # noqa: S704 (a template's own block, escaped by Jinja)


def figures_of(name: str) -> Markup:
    """The place in a sentence of a number that the page's script keeps at what is true now."""
    return PLACE.format(name)


def hours_in_cities(ms: int, zone: str) -> Markup:
    """When the event begins, in Paris, in Beijing and where it takes place."""
    found = local_times(ms, current_language(), zone)
    return Markup(" · ").join(CITY.format(one.place, one.hour) for one in found)


def bilingual_span(text: Localized) -> Markup:
    if text.fr == text.zh:
        return SPAN.format(HTML_LANG["fr"], text.fr)
    return Markup().join(
        SPAN.format(HTML_LANG[language], escape(getattr(text, language))) for language in LANGUAGES
    )
