"""Two cookies of a player: the pass that marks a browser, and the token that proves a seat."""

import hashlib
import hmac
import re
from functools import lru_cache
from typing import NamedTuple

from werkzeug.http import dump_cookie

from quiz.events.facts import EventFacts

PASS_COOKIE = "celadon_pass"  # noqa: S105 (a cookie's name)
# Over HTTPS a browser takes a cookie of such a name from this very host alone: no sibling domain
# can plant a pass of its own.
TIED = "__Host-"
# What only a rehearsal hands out, for one event at a time. No event has a code with such a sign.
REHEARSAL_COOKIE = "celadon_may_rehearse"
PASS = re.compile(r"[0-9a-f]{32}")
KEY_LASTS_MS = 10 * 60_000
GHOST_LASTS_MS = 5 * 60_000
DAY = 86_400  # seconds
YEAR = 31_536_000  # seconds


class Token(NamedTuple):
    """What a browser's cookie says, signed: which player it is, on which channel."""

    player_id: int
    channel_id: int


def pass_cookie(*, https: bool) -> str:
    """The name of the cookie that marks a browser."""
    return f"{TIED}{PASS_COOKIE}" if https else PASS_COOKIE


def token_cookie(code: str, *, https: bool) -> str:
    """The name of the cookie that holds a player's token in that event."""
    return f"{TIED}celadon_{code}" if https else f"celadon_{code}"


def rehearsal_cookie(*, https: bool) -> str:
    """The name of the cookie that lets a browser take part in a rehearsal."""
    return f"{TIED}{REHEARSAL_COOKIE}" if https else REHEARSAL_COOKIE


def rehearsal_token(secret: bytes, event_key: str) -> str:
    """What lets whoever has it take part in the rehearsal that has that key; nobody guesses it."""
    return _mark(secret, b"rehearsal", event_key)


def may_rehearse(secret: bytes, event_key: str, value: str) -> bool:
    """Whether the cookie's value, or what stands in a link, is that event's token."""
    return value.isascii() and hmac.compare_digest(rehearsal_token(secret, event_key), value)


def admission_cookie(secret: bytes, event_key: str, *, https: bool) -> str:
    """What sets the cookie that lets a browser take part, for a day."""
    name, token = rehearsal_cookie(https=https), rehearsal_token(secret, event_key)
    return _set(name, token, https=https, seconds=DAY)


def seat_cookies(
    secret: bytes, event: EventFacts, pass_: str, token: Token, *, https: bool
) -> tuple[str, str]:
    """What sets both cookies of a browser that has a seat."""
    return (
        _set(pass_cookie(https=https), pass_, https=https),
        _set(token_cookie(event.code, https=https), sign(secret, event, token), https=https),
    )


def unset_cookie(code: str, *, https: bool) -> str:
    """What takes a seat's cookie away; the pass stays the browser's."""
    name = token_cookie(code, https=https)
    return dump_cookie(name, "", max_age=0, secure=https, httponly=True, samesite="Lax")


def _set(name: str, value: str, *, https: bool, seconds: int = YEAR) -> str:
    return dump_cookie(
        name,
        value,
        max_age=seconds,
        secure=https,
        httponly=True,
        sync_expires=False,
        samesite="Lax",
    )


def sign(secret: bytes, event: EventFacts, token: Token) -> str:
    """The token as a cookie's value."""
    plain = f"{token.player_id:x}.{token.channel_id:x}"
    return f"{plain}.{_proof(secret, event, plain)}"


def _proof(secret: bytes, event: EventFacts, plain: str) -> str:
    """What only we can say of a token: keyed BLAKE2b, six times as fast here as an HMAC."""
    proof = _begun(secret, event.key).copy()
    proof.update(plain.encode())
    return proof.hexdigest()


@lru_cache(100)
def _begun(secret: bytes, event_key: str) -> "hashlib.blake2b":
    """What the proofs of an event begin with, and a key for tokens alone.

    The key is of the length that BLAKE2b takes, from a secret of any length.
    """
    key = hashlib.blake2b(secret, person=b"token").digest()
    return hashlib.blake2b(f"{event_key}\x1f".encode(), key=key, digest_size=16)


def pass_of_key(secret: bytes, event: EventFacts, key: str) -> str:
    """The pass of a browser that has none and drew `key` for its join.

    Who asks again with the same key, since the answer was lost, is the same player.
    """
    return _mark(secret, b"join key", f"{event.key}\x1f{key}")


def ghost_mark(secret: bytes, event: EventFacts, token: Token, now: int) -> str:
    """What lets a seat be given up whose cookies a browser refused; worth nothing else."""
    plain = f"{token.player_id:x}.{now:x}"
    return f"{plain}.{_mark(secret, b'ghost', event.key + plain)}"


def find_ghost(secret: bytes, event: EventFacts, mark: str, now: int) -> int | None:
    """The player of a `ghost_mark` that was made a moment ago."""
    plain, _, proof = mark.rpartition(".")
    true = _mark(secret, b"ghost", event.key + plain)
    if not (mark.isascii() and hmac.compare_digest(true, proof)):
        return None
    player, _, made = plain.partition(".")
    return int(player, 16) if now - int(made, 16) <= GHOST_LASTS_MS else None


def _mark(secret: bytes, purpose: bytes, text: str) -> str:
    key = hashlib.blake2b(secret, person=purpose).digest()
    return hashlib.blake2b(text.encode(), key=key, digest_size=16).hexdigest()


def identify(secret: bytes, value: str, event: EventFacts) -> Token | None:
    """The player that the cookie's value proves, if it does."""
    plain, _, proof = value.rpartition(".")
    if not (value.isascii() and hmac.compare_digest(_proof(secret, event, plain), proof)):
        return None
    player, _, channel = plain.partition(".")
    return Token(int(player, 16), int(channel, 16))
