"""A museum's object as a bank's archive has it: its words by the names that questions give them."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from quiz.bank.citation import Citation, CitedObject
from quiz.bank.formats.json_drafts import READERS
from quiz.bank.formats.json_values import a_dict, a_text
from quiz.bank.rules import json_value

PAGE = "page"


def json_of_object(cited: CitedObject) -> dict[str, Any]:
    """All that is known of the object."""
    words = {part.name: json_value(getattr(cited.citation, part.name)) for part in fields(Citation)}
    return {**words, PAGE: cited.page}


def object_of_json(value: Any) -> CitedObject | None:
    """The object that somebody wrote so; None where there is none."""
    written: Mapping[str, Any] = a_dict(value)
    if not written:
        return None
    words = {
        part.name: READERS[part.type](written[part.name])
        for part in fields(Citation)
        if part.name in written
    }
    return CitedObject(Citation(**words), a_text(written.get(PAGE)))
