"""A bank's file, read and made ready outside of any transaction, to be written in one statement."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.dialects import postgresql

from quiz.bank.comparison import QuestionChange
from quiz.bank.facts import KeptFacts, facts_of
from quiz.bank.formats import registry
from quiz.bank.formats.base import FileReading, ReadQuestion
from quiz.bank.formats.foreign import in_language
from quiz.bank.formats.pairing import paired
from quiz.bank.formats.past_versions import PastVersion
from quiz.bank.models import Question
from quiz.bank.rules import PARTS, Draft, fingerprint, json_value
from quiz.bank.translation import NONE_OUTDATED, OutdatedTexts, languages_of, to_json
from quiz.i18n.localized import LANGUAGES

FACTS = tuple(part.name for part in fields(KeptFacts))
BESIDE = "fingerprint", "version", "outdated", "outdated_texts"
NAMES = (*PARTS, *BESIDE, *FACTS)
COLUMNS = ", ".join(("bank_id", "position", *NAMES))
PLACES = ", ".join("?" * (len(NAMES) + 2))
LOCALLY = f"INSERT INTO question ({COLUMNS}) VALUES ({PLACES})"  # noqa: S608 (constants)


def _cast(place: int, name: str) -> str:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's are untyped.
    column = Question.__table__.columns[name].type.compile(dialect=dialect)
    return f"CAST(sent.value ->> {place} AS {column})"


CHANGED_LOCALLY = f"""
UPDATE question SET {", ".join(f"{name} = ?" for name in NAMES)} WHERE id = ?
"""  # noqa: S608 (constants)
CHANGED_REMOTELY = f"""
UPDATE question SET {", ".join(f"{name} = {_cast(p, name)}" for p, name in enumerate(NAMES))}
FROM json_array_elements(%(rows)s::json) AS sent (value)
WHERE question.id = CAST(sent.value ->> {len(NAMES)} AS INTEGER)
"""  # noqa: S608 (constants)
# One parameter for all rows: so many of them take their time in PostgreSQL's driver.
REMOTELY = f"""
INSERT INTO question ({COLUMNS})
SELECT %(bank_id)s, %(first)s + sent.place - 1, {", ".join(map(_cast, range(len(NAMES)), NAMES))}
FROM json_array_elements(%(rows)s::json) WITH ORDINALITY AS sent (value, place)
"""  # noqa: S608 (constants)

Row = tuple[str | int, ...]
# Gives questions one after another, to whoever wants to know how many are done.
Follow = Callable[[Sequence[ReadQuestion]], Iterable[ReadQuestion]]


@dataclass(frozen=True, slots=True)
class BankFile:
    """A file that was read, with a row of our table for each of its questions, by fingerprint.

    `histories` are the versions that some of them had where they come from.
    """

    reading: FileReading
    rows: Mapping[str, Row]
    histories: Mapping[str, tuple[PastVersion, ...]]

    @property
    def archived(self) -> list[str]:
        """The fingerprints of the questions that the file says are archived."""
        return [fingerprint(each.draft) for each in self.reading.questions if each.archived]


def read_file(data: bytes, language: str = "") -> BankFile:
    """Read a file of any known format whole; FileRefused says what is wrong.

    `language` says in which one the texts are, if the file is in one and somebody knows better.
    """
    return bank_file(file_reading(data, language))


def pair_reading(
    data: bytes, other: bytes, language: str = "", partners: Mapping[int, int] | None = None
) -> FileReading:
    """The questions of two files in one language each; `language` is that of the first.

    `partners` names the row of the second for a row of the first, where the order is not right.
    """
    one = file_reading(data, language)
    rest = next((code for code in LANGUAGES if code != one.language), "") if language else ""
    return paired(one, file_reading(other, rest), partners)


def file_reading(data: bytes, language: str = "") -> FileReading:
    """The questions of a file, as `read_file` has them, nothing of them made ready yet."""
    reading = registry.read_questions(data)
    return in_language(reading, language) if language else reading


def bank_file(reading: FileReading, follow: Follow = iter) -> BankFile:
    """What was read, ready to be written; `follow` sees how far it is."""
    rows: dict[str, Row] = {}
    histories: dict[str, tuple[PastVersion, ...]] = {}
    for question in follow(reading.questions):
        mark = fingerprint(question.draft)
        if mark not in rows:
            past = question.history
            version = past[-1].number + 1 if past else 1
            rows[mark] = stored_row(question.draft, mark, version, question.outdated)
            histories |= {mark: past} if past else {}
    return BankFile(reading, rows, histories)


def stored_row(
    draft: Draft, mark: str, version: int, outdated: OutdatedTexts = NONE_OUTDATED
) -> Row:
    """A question as a row of our table, to be written in that version."""
    written = (_stored(getattr(draft, name)) for name in PARTS)
    behind = languages_of(outdated), json.dumps(to_json(outdated), ensure_ascii=False)
    return (*written, mark, version, *behind, *astuple(facts_of(draft)))


def change_rows(connection: Connection, changes: Sequence[QuestionChange]) -> None:
    """Write the changes' rows over the questions that they are about."""
    rows = [(*change.stored, change.id) for change in changes]
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(CHANGED_LOCALLY, rows)
    else:
        sent = json.dumps(rows, ensure_ascii=False)
        connection.exec_driver_sql(CHANGED_REMOTELY, {"rows": sent})


def move_apart(connection: Connection, changes: Sequence[QuestionChange]) -> None:
    """Let no question keep the fingerprint that another one takes: not even for a moment."""
    apart = text("UPDATE question SET fingerprint = :apart WHERE id = :number")
    connection.execute(apart, [{"apart": f"change {c.id}", "number": c.id} for c in changes])


def write_rows(connection: Connection, bank_id: int, first: int, rows: Iterable[Row]) -> None:
    """Write rows of a file into a bank, from the position `first` on."""
    if connection.dialect.name == "sqlite":
        placed = [(bank_id, place, *row) for place, row in enumerate(rows, first)]
        connection.exec_driver_sql(LOCALLY, placed)
    else:
        sent = json.dumps([*rows], ensure_ascii=False)
        connection.exec_driver_sql(REMOTELY, {"bank_id": bank_id, "first": first, "rows": sent})


def _stored(value: Any) -> str | int:
    """A value as both databases keep it: JSON as text."""
    return (
        value if isinstance(value, str | int) else json.dumps(json_value(value), ensure_ascii=False)
    )
