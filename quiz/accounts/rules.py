"""What staff may choose as a password, and how long sign-ins, invitations and waits last."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext

from quiz.accounts.models import Invitation, SignIn

SHORTEST = 8
ADVISED = 12
LONGEST = 128

HOUR = 3_600_000  # ms
IDLE = 12 * HOUR
ABSOLUTE = 7 * 24 * HOUR
SEEN_EVERY = 60_000  # ms
INVITED_FOR = 7 * 24 * HOUR

MISS_WINDOW = 60_000  # ms
ACCOUNT_MISSES = 5
ADDRESS_MISSES = 20  # A museum's whole staff may share one address.

BROWSERS = (
    ("Edg", "Edge"),
    ("MicroMessenger", "微信"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)

COMMON = Path(__file__).with_name("common_passwords.txt")
OUR_WORDS = ("celadon", "museum", "musee", "museequiz", "qingci", "quiz")


def password_problem(password: str, about: Iterable[str] = ()) -> Any:
    """A sentence that says what is wrong with a new password, or none.

    `about` are texts that others know of its owner: the name, the e-mail address.
    """
    if len(password) < SHORTEST:
        return lazy_ngettext(
            "Please use at least %(num)d character.",
            "Please use at least %(num)d characters.",
            SHORTEST,
        )
    if len(password) > LONGEST:
        return lazy_ngettext(
            "Please use at most %(num)d character.",
            "Please use at most %(num)d characters.",
            LONGEST,
        )
    if is_guessable(password, about):
        return _l("This password is easy to guess. Please choose another one.")
    return None


def normalised(password: str) -> str:
    """The same password whichever way a keyboard composes its accents."""
    return unicodedata.normalize("NFKC", password)


def is_guessable(password: str, about: Iterable[str]) -> bool:
    """Whether it is a common password, one sign repeated, or a known word with a few signs."""
    folded = fold(password)
    if len(set(folded)) < 4 or folded in common_passwords():
        return True
    words = {word for text in about for word in re.split(r"[^a-z0-9]+", fold(text))}
    known = [word for word in (*words, *OUR_WORDS) if len(word) >= 4 and word in folded]
    return any(len(folded) - len(word) < 4 for word in known)


def fold(text: str) -> str:
    """`text` without accents and capitals, so that « Céladon » is "celadon"."""
    return "".join(
        sign
        for sign in unicodedata.normalize("NFKD", text.casefold())
        if sign.isprintable() and not unicodedata.combining(sign)
    )


@cache
def common_passwords() -> frozenset[str]:
    """What everybody tries first."""
    return frozenset(COMMON.read_text("utf-8").split())


def hash_of(secret: str) -> str:
    """What is stored of a random secret; it needs no salt, because nobody can guess it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def ends_at(sign_in: SignIn) -> int:
    """The instant (ms) from which this browser must sign in again unless it is used before."""
    return min(sign_in.last_seen_at + IDLE, sign_in.made_at + ABSOLUTE)


def is_alive(sign_in: SignIn, now: int) -> bool:
    """Whether this browser is still signed in at `now`."""
    return sign_in.ended_at is None and sign_in.staff.active and now < ends_at(sign_in)


def browser_of(agent: str) -> str:
    """A short name for a browser that says it is `agent`; empty if it says nothing known."""
    names = (
        next((name for mark, name in marks if mark in agent), "") for marks in (BROWSERS, SYSTEMS)
    )
    return " · ".join(filter(None, names))


def is_open(invitation: Invitation, now: int) -> bool:
    """Whether the invitation can still be used at `now`."""
    expired = invitation.expires_at is not None and now >= invitation.expires_at
    return invitation.used_at is None and not expired


def wait_ms(misses: Sequence[int], allowed: int, now: int) -> int:
    """How long to wait before the next password is looked at; `misses` are instants.

    What is refused while waiting is no miss, so the wait always ends.
    """
    recent = sorted(at for at in misses if now - at < MISS_WINDOW)
    return recent[-allowed] + MISS_WINDOW - now if len(recent) >= allowed else 0
