"""JSON that somebody sent: whatever stands where, it is read as what it should be, or as none."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.bank.formats.refusal import FileError, FileRefused


def json_of(data: bytes) -> Any:
    """What the JSON says; FileRefused where it is broken."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise FileRefused([FileError(_l("The JSON of this file is broken."))]) from None


def a_dict(value: Any) -> Mapping[str, Any]:
    """A dictionary; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def a_list(value: Any) -> Sequence[Any]:
    """A list; an empty one for anything else."""
    return value if isinstance(value, list) else ()


def a_text(value: Any) -> str:
    """A text, or a number or truth value as JSON writes it; "" for anything else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else ""


def a_number(value: Any) -> float:
    """A number that is one; 0 for anything else."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and abs(value) < 1e9 else 0.0
