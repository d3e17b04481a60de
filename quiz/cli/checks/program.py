"""Whether the program is whole: its Python, its secret, its catalogues."""

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from flask_babel import gettext as _

from quiz.cli.checks.finding import Finding
from quiz.config import ROOT, Settings, read_secret
from quiz.errors import QuizError
from quiz.i18n.localized import LANGUAGES

PYTHONS = ((3, 11), (3, 14))
# Where systemd and containers put a secret: there, others cannot come, whatever its mode.
SAFE_FOLDERS = ("/run/credentials/", "/run/secrets/")
# The program's own sentences, and those of WTForms.
DOMAINS = ("messages", "wtforms")


def look_at_python(_settings: Settings) -> Iterator[Finding]:
    """Whether this Python is one that the locked dependencies are made for."""
    mine = sys.version_info[:2]
    number = ".".join(str(part) for part in mine)
    yield Finding(
        PYTHONS[0] <= mine <= PYTHONS[1],
        _("Python %(number)s; 3.11 to 3.14 will do.", number=number),
    )


def look_at_secret(settings: Settings) -> Iterator[Finding]:
    """Whether the key is there, long enough, and nobody else's to read."""
    try:
        read_secret(settings.secret_file)
    except (QuizError, OSError) as error:
        yield Finding(False, str(error))
        return
    if str(settings.secret_file).startswith(SAFE_FOLDERS):
        yield Finding(True, _("The secret key is a credential of this service."))
        return
    mode = stat.S_IMODE(settings.secret_file.stat().st_mode)
    sentence = _(
        "The secret key %(path)s has mode %(mode)s; 0600 keeps it secret.",
        path=str(settings.secret_file),
        mode=f"{mode:04o}",
    )
    yield Finding(not mode & 0o077, sentence)


def look_at_catalogues(_settings: Settings) -> Iterator[Finding]:
    """Whether every language's sentences are compiled, those of the forms too."""
    for language in LANGUAGES:
        folder = ROOT / "translations" / language / "LC_MESSAGES"
        if all(is_compiled(folder / f"{domain}.po") for domain in DOMAINS):
            yield Finding(True, _("The catalogue of %(language)s is compiled.", language=language))
        else:
            sentence = _(
                "The catalogue of %(language)s is not compiled; make run does.", language=language
            )
            yield Finding(False, sentence)


def is_compiled(source: Path) -> bool:
    """Whether a catalogue is compiled, and was not changed since."""
    compiled = source.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime
