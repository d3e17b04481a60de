"""Hashing passwords with argon2id, by few threads at a time: each hash takes memory and a core."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app
from flask_babel import lazy_gettext as _l

from quiz.accounts.rules import normalised, password_problem
from quiz.errors import Invalid, Unavailable

# https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
HASHER = PasswordHasher(memory_cost=19_456, time_cost=2, parallelism=1)  # KiB, rounds, threads
AT_ONCE = 2
WAITING = 4
PATIENCE_S = 1.0


class Gate:
    """Lets `at_once` threads through; `waiting` others wait up to `patience` seconds.

    Everybody else is refused at once, so that no crowd of passwords holds the threads.
    """

    def __init__(self, at_once: int, waiting: int, patience: float) -> None:
        self._inside = threading.BoundedSemaphore(at_once)
        self._room = threading.BoundedSemaphore(at_once + waiting)
        self._patience = patience

    def is_full(self) -> bool:
        """Whether somebody who came now would be refused at once."""
        if room := self._room.acquire(blocking=False):
            self._room.release()
        return not room

    @contextmanager
    def passage(self) -> Iterator[None]:
        """Hold one of the few places; raises `Unavailable` where none comes free."""
        if not self._room.acquire(blocking=False):
            raise_busy()
        try:
            if not self._inside.acquire(timeout=self._patience):
                raise_busy()
            try:
                yield
            finally:
                self._inside.release()
        finally:
            self._room.release()


def refuse_when_full() -> None:
    """Ask somebody to come back in a moment, before anything is counted or written for them."""
    if gate.is_full():
        raise_busy()


def raise_busy() -> None:
    """Ask somebody to come back in a moment."""
    raise Unavailable(_l("Many passwords are being checked at this moment. Please try again."))


gate = Gate(AT_ONCE, WAITING, PATIENCE_S)


def hash_new(password: str, about: Iterable[str]) -> str:
    """What is stored of a password that somebody chose; raises `Invalid` where it is weak.

    `about` are texts whose words others would try. Call it outside of any transaction.
    """
    if problem := password_problem(password, about):
        raise Invalid(problem)
    return hash_password(password)


def hash_password(password: str) -> str:
    """What is stored of a password: argon2id in the PHC format, salted.

    It takes tens of milliseconds: call it outside of any transaction.
    """
    hasher = _hasher()
    with gate.passage():
        return hasher.hash(normalised(password))


def is_password(password: str, stored: str | None) -> bool:
    """Whether `stored` was made of `password`; never of none, which takes as long to say."""
    hasher = _hasher()
    with gate.passage():
        if stored is None:
            hasher.hash(normalised(password))
            return False
        try:
            return hasher.verify(stored, normalised(password))
        except (VerificationError, InvalidHashError):
            return False


def is_dated(stored: str) -> bool:
    """Whether a hash was made by other parameters than those of today."""
    return _hasher().check_needs_rehash(stored)


def _hasher() -> PasswordHasher:
    hasher: PasswordHasher = current_app.config["PASSWORD_HASHER"]
    return hasher
