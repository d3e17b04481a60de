"""Which of our languages a browser asks for."""

from collections.abc import Mapping

from quiz.i18n.localized import LANGUAGES

NAMES = {"fr": "Français", "zh": "中文"}


def negotiate(header: str | None) -> str | None:
    """The language of an `Accept-Language` header that we speak and it likes best, if any.

    `zh-CN`, `zh-TW` and `zh-Hans-CN` find `zh`, `fr-CA` finds `fr`; `*` finds nothing, because
    who takes anything has not chosen, and the channel's own language is then the better guess.
    """
    best, best_quality = None, 0.0
    for part in (header or "").split(","):
        tag, _, parameters = part.partition(";")
        language = known(tag)
        quality = _quality(parameters)
        if language and quality > best_quality:
            best, best_quality = language, quality
    return best


def known(tag: str | None) -> str | None:
    """Our code for a language tag of any length, if we speak it."""
    code = (tag or "").strip().replace("_", "-").partition("-")[0].lower()
    return code if code in LANGUAGES else None


def spoken_by(environment: Mapping[str, str]) -> str | None:
    """The language of a terminal, if we speak it: the first that is set decides, as in POSIX."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return known(next((environment[name] for name in names if environment.get(name)), None))


def _quality(parameters: str) -> float:
    name, _, value = parameters.partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        quality = float(value)
    except ValueError:
        return 0.0
    # A NaN is neither, and falls out with what is refused.
    return quality if 0.0 <= quality <= 1.0 else 0.0
