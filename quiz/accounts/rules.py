"""What staff may choose as a password, and how long sign-ins, invitations and waits last."""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext

from quiz.accounts.strength import Weakness, weakness
from quiz.i18n.folding import fold_email

SHORTEST = 8
ADVISED = 12
LONGEST = 128

HOUR = 3_600_000  # ms
IDLE = 12 * HOUR
ABSOLUTE = 7 * 24 * HOUR
SEEN_EVERY = 60_000  # ms
INVITED_FOR = 7 * 24 * HOUR

LINK_LASTS = 15 * 60_000  # ms

MISS_WINDOW = 60_000  # ms
# Wrong passwords that are looked at in that time: for one account from one network or one known
# browser, for one account from everywhere, and from one network, as a whole staff may share one.
MISSES = 5
ACCOUNT_MISSES = 20
NETWORK_MISSES = 20
# Misses of unknown accounts that are put on record in that time, of all together.
UNKNOWN_KEPT = 20

# Refusals of one page to one person are put on record once in so many ms.
REFUSAL_WINDOW = 60_000
NETWORK_KEPT = 90 * 24 * HOUR

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

WEAKNESSES = {
    Weakness.COMMON: _l(
        "This is one of the passwords that others try first. Please choose another one."
    ),
    Weakness.NAMES: _l(
        "This password is little more than names that others know, yours or your museum's. "
        "Please add a word or two that nobody expects."
    ),
    Weakness.PATTERN: _l(
        "This password is little more than common words, dates or keys in a row. "
        "Please add a word or two that nobody expects."
    ),
}


def password_problem(password: str, about: Iterable[str] = ()) -> Any:
    """A sentence that says what is wrong with a new password, or none.

    `about` are texts that others know: its owner's name and e-mail address, the museum's and its
    events' names.
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
    weak = weakness(normalised(password), about)
    return None if weak is None else WEAKNESSES[weak]


def normalised(password: str) -> str:
    """The same password whichever way a keyboard composes its accents."""
    return unicodedata.normalize("NFKC", password)


def hash_of(secret: str) -> str:
    """What is stored of a random secret; it needs no salt, because nobody can guess it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def account_key(email: str) -> str:
    """What wrong passwords for an account are counted under, whoever gives them."""
    return f"account:{fold_email(email)}"


def limits_of(account: str, network: str | None, known: int | None) -> dict[str, int]:
    """What a wrong password is counted under, and how many each lets be looked at in the window.

    `network` is none where it cannot be told from others', `known` the number of a person who was
    signed in in this browser before.

    Whoever guesses is slowed twice, and the owner of the account gets in all the same: another
    network has its own few tries; a browser that its owner used before counts by itself, however
    many the rest of the world has missed; and a sign-in link asks for no password.
    """
    if known is not None:
        return {f"known:{known}": MISSES}
    if network is None:
        return {account: MISSES}
    return {
        f"{account} from {network}": MISSES,
        account: ACCOUNT_MISSES,
        f"network:{network}": NETWORK_MISSES,
    }


def ends_at(made_at: int, last_seen_at: int) -> int:
    """The instant (ms) from which a browser must sign in again unless it is used before."""
    return min(last_seen_at + IDLE, made_at + ABSOLUTE)


def browser_of(agent: str) -> str:
    """A short name for a browser that says it is `agent`; empty if it says nothing known."""
    names = (
        next((name for mark, name in marks if mark in agent), "") for marks in (BROWSERS, SYSTEMS)
    )
    return " · ".join(filter(None, names))


def is_open(expires_at: int | None, used_at: int | None, now: int) -> bool:
    """Whether an invitation can still be used at `now`; without an end it can until it is."""
    return used_at is None and (expires_at is None or now < expires_at)


def wait_ms(misses: Sequence[int], allowed: int, now: int) -> int:
    """How long to wait before the next password is looked at; `misses` are instants.

    What is refused while waiting is no miss, so the wait always ends.
    """
    recent = sorted(at for at in misses if now - at < MISS_WINDOW)
    return recent[-allowed] + MISS_WINDOW - now if len(recent) >= allowed else 0
