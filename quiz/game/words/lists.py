"""The lists of words that come with the program, read once. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from quiz.i18n.localized import LANGUAGES


class Match(StrEnum):
    """Where in a name a word is looked for."""

    # As words of their own, one after the other.
    WORD = "word"
    # Anywhere, spaces and signs left out.
    INSIDE = "inside"
    # As all that the name is.
    WHOLE = "whole"
    # Before an account: at least four letters and figures, with a figure among them.
    HANDLE = "handle"


class Purpose(StrEnum):
    """Why a word is not taken."""

    INSULT = "insult"
    CONTACT = "contact"
    MUSEUM = "museum"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class ListedWord:
    """A word of a list; `ordinary` are texts that contain it and are taken all the same."""

    text: str
    match: Match
    purpose: Purpose
    ordinary: tuple[str, ...] = ()
    meaning: str = ""
    source: str = ""


@cache
def shipped() -> tuple[ListedWord, ...]:
    """Every word of the lists beside this file."""
    return tuple(entry for language in LANGUAGES for entry in _read(language))


def _read(language: str) -> list[ListedWord]:
    lines = (Path(__file__).parent / f"{language}.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return [
        ListedWord(text, Match(match), Purpose(purpose), tuple(ordinary.split()), meaning, source)
        for text, match, purpose, ordinary, meaning, source in rows
    ]
