"""Which of our languages a browser asks for."""

from collections.abc import Mapping

from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from quiz.i18n.localized import LANGUAGES

NAMES = {"fr": "Français", "zh": "中文"}
ABBREVIATIONS = {"fr": "FR", "zh": "中文"}


def negotiate(header: str | None) -> str | None:
    """The language of an `Accept-Language` header that we speak and it likes best, if any.

    `zh-CN`, `zh-TW` and `zh-Hans-CN` find `zh`, `fr-CA` finds `fr`; `*` finds nothing, because
    who takes anything has not chosen, and the channel's own language is then the better guess.
    """
    accepted = parse_accept_header(header, LanguageAccept)
    # By itself Werkzeug takes `fr;q=0.1` before `zh-TW`, as that is one of ours to the letter.
    ours = [(language, quality) for tag, quality in accepted if (language := known_language(tag))]
    return LanguageAccept(ours).best_match(LANGUAGES)


def known_language(tag: str | None) -> str | None:
    """Our code for a language tag of any length, if we speak it."""
    code = (tag or "").strip().replace("_", "-").partition("-")[0].lower()
    return code if code in LANGUAGES else None


def spoken_by(environment: Mapping[str, str]) -> str | None:
    """The language of a terminal, if we speak it: the first that is set decides, as in POSIX."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return known_language(
        next((environment[name] for name in names if environment.get(name)), None)
    )
