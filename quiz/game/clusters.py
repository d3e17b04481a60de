"""Players who joined alike and at once: what a script does, and a hall of people does not. Pure."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

# So many at least, each within so many ms of the one before.
LEAST = 10
APART_MS = 2_000
KEPT_MS = 24 * 60 * 60 * 1000
MARK_BYTES = 8


class Marks(NamedTuple):
    """From where, and with what, a browser joined; nobody can read either back."""

    network: str
    agent: str


class Burst(NamedTuple):
    """Players who joined one right after the other: how many, the first and last instant (ms)."""

    players: int
    first: int
    last: int


def marks_of(secret: bytes, event_key: str, network: str, agent: str) -> Marks:
    """The marks of a network and a browser in one event; in another event they are others."""
    key = _key(secret, event_key)
    return Marks(_mark(key, network), _mark(key, agent))


def bursts(joined: Sequence[int]) -> Iterator[Burst]:
    """The runs among instants in their order that are long and close enough, in their order."""
    begin = 0
    for place, instant in enumerate(joined):
        following = joined[place + 1] if place + 1 < len(joined) else None
        if following is None or following - instant > APART_MS:
            if place + 1 - begin >= LEAST:
                yield Burst(place + 1 - begin, joined[begin], instant)
            begin = place + 1


def _mark(key: bytes, text: str) -> str:
    return hashlib.blake2b(text.encode(), key=key, digest_size=MARK_BYTES).hexdigest()


@lru_cache(100)
def _key(secret: bytes, event_key: str) -> bytes:
    return hashlib.blake2b(event_key.encode(), key=secret[:64], person=b"marks").digest()
