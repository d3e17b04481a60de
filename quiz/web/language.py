"""The language of a page: the first part of its path, and what a template writes in it.

A view under `/<lang>/…` gets no `lang` argument: it is taken from the path, checked (404) and kept
in `g.language`; `url_for` puts it back.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from babel.support import Translations
from flask import Flask, abort, current_app, g, has_request_context, request
from flask_babel import get_locale
from markupsafe import Markup, escape
from wtforms.i18n import messages_path

from quiz.bank.kinds.registry import label_of
from quiz.clock import clock
from quiz.i18n import measures
from quiz.i18n.languages import ABBREVIATIONS, NAMES, known_language, negotiate
from quiz.i18n.localized import HTML_LANG, LANGUAGES, Localized
from quiz.i18n.typography import GAP, typeset, unbroken

DEFAULT = "fr"


def bind_language(app: Flask) -> None:
    """Give `app` its languages: the paths', the forms' and the templates'."""
    app.url_value_preprocessor(take_language)
    app.url_defaults(put_language)
    app.before_request(speak_in_forms)
    app.context_processor(words)
    app.add_template_global(language_links)
    for name, filter_ in FILTERS.items():
        app.add_template_filter(filter_, name)


def select_language() -> str | None:
    """What Flask-Babel asks: the page's language; outside a request the terminal's, or English."""
    if "language" in g:
        return str(g.language)
    return requested_language() if has_request_context() else current_app.config.get("TERMINAL")


def requested_language() -> str:
    """The path's language, else the browser's, else French."""
    return (
        known_exactly(request.path.split("/")[1])
        or negotiate(request.headers.get("Accept-Language"))
        or DEFAULT
    )


def known_exactly(code: str) -> str | None:
    """`code`, if it is one of ours to the letter."""
    return code if code in LANGUAGES else None


def current_language() -> str:
    """`fr` or `zh`: what is being written now, in a request or under `force_locale`."""
    locale = get_locale()
    return known_language(locale.language if locale else None) or DEFAULT


def take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Move `lang` from the path's values to `g.language`; another language is no page of ours."""
    if values and "lang" in values:
        g.language = known_exactly(values.pop("lang")) or abort(404)


def put_language(endpoint: str, values: dict[str, Any]) -> None:
    """Let `url_for` stay in the page's language unless it is told another one."""
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = current_language()


def speak_in_forms() -> None:
    """Let WTForms' messages be ours where its own catalogue has a gap or an error."""
    folder = current_app.config["BABEL_TRANSLATION_DIRECTORIES"]
    locale = [current_language()]
    ours = Translations.load(folder, locale, "wtforms")
    ours.add_fallback(Translations.load(messages_path(), locale, "wtforms"))
    # Flask-WTF looks here before it loads WTForms' own catalogue.
    request.wtforms_translations = ours  # type: ignore[attr-defined]


def language_links() -> Iterator[tuple[str, str]]:
    """This same page in every language, for the switch; nothing where it cannot be read again."""
    first, _, rest = request.full_path.rstrip("?").lstrip("/").partition("/")
    adapter = current_app.create_url_adapter(request)
    readable = request.url_rule is None or (adapter and adapter.test(method="GET"))
    if first in LANGUAGES and readable:
        yield from ((language, f"/{language}/{rest}") for language in LANGUAGES)


def words() -> dict[str, Any]:
    """What every template may say about languages."""
    language = current_language()
    return {
        "language": language,
        "html_lang": HTML_LANG[language],
        "html_langs": HTML_LANG,
        "language_names": NAMES,
        "language_abbreviations": ABBREVIATIONS,
    }


def local(text: Localized, language: str | None = None) -> str:
    """The text in the page's language, set as that language is; the other one's if it lacks it."""
    language = language or current_language()
    if text.missing() == (language,):
        language = "zh" if language == "fr" else "fr"
    return typeset(text.in_(language), language)


def local_html(text: Localized) -> Markup:
    """As `local`, marked with its language where that is not the page's."""
    language = current_language()
    if text.missing() != (language,):
        return escape(local(text))
    other = "zh" if language == "fr" else "fr"
    return Markup('<span lang="{}">{}</span>').format(HTML_LANG[other], local(text))


def sentences(texts: Iterable[str]) -> Markup:
    """Whole sentences one after another, as the page's language sets them; empty ones left out."""
    return Markup(GAP[current_language()]).join(filter(None, texts))  # noqa: S704 (a constant)


FILTERS: dict[str, Callable[..., Any]] = {
    "local": local,
    "local_html": local_html,
    "typeset": typeset,
    "unbroken": unbroken,
    "sentences": sentences,
    "number": lambda value: measures.number(value, current_language()),
    "figure": lambda plain: measures.figure(plain, current_language()),
    "duration": lambda ms: measures.duration(ms, current_language()),
    "local_times": lambda ms, zone: measures.local_times(ms, current_language(), zone),
    "time_in": lambda ms, zone: measures.local_time(ms, zone, current_language()),
    "kind_label": label_of,
    "ago": lambda ms: measures.ago(ms, clock.now(), current_language()),
}
