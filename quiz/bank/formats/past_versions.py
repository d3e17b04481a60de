"""The versions that a question had, in its bank's archive: who wrote each, when, and all it said.

What one act did to many questions at once stays behind: it is undone where it was done.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from flask_babel import lazy_gettext as _l

from quiz.bank.formats.json_drafts import draft_of_json
from quiz.bank.formats.json_values import a_dict, a_list, a_text
from quiz.bank.formats.refusal import FileError, FileRefused
from quiz.bank.rules import Draft, picture_key
from quiz.bounds import LARGEST_NUMBER
from quiz.i18n.invisible import has_control

# Of one question, and of a whole file: the newest ones go into it.
MOST_OF_ONE = 500
MOST_OF_ALL = 50_000
# Characters of JSON that all of a question fits in, several times.
LONGEST = 60_000
ACTOR_LONGEST, ACT_LONGEST = 255, 64
OWN_PICTURES = "image", "object_picture"


@dataclass(frozen=True, slots=True)
class PastVersion:
    """A version of a question; `at` in ms UTC, or None where nobody knows any more."""

    number: int
    at: int | None
    actor: str
    act: str
    content: Mapping[str, Any]

    @property
    def picture_names(self) -> tuple[str, ...]:
        """What it calls the pictures that are kept, or were."""
        return pictures_named(draft_of_json(self.content))


def pictures_named(draft: Draft) -> tuple[str, ...]:
    """What a question calls the pictures that it shows, if it calls them as we do; any key's."""
    named = (draft.image, draft.object_picture, *a_list(draft.key.get("pictures")))
    return tuple(name for name in map(a_text, named) if picture_key(name))


def most_of_each(questions: int) -> int:
    """How many versions of each of so many questions go into a file."""
    return min(MOST_OF_ONE, MOST_OF_ALL // max(questions, 1))


def written_history(history: Iterable[PastVersion]) -> list[dict[str, Any]]:
    """Versions as JSON."""
    return [
        {
            "number": one.number,
            "at": one.at,
            "actor": one.actor,
            "act": one.act,
            "content": one.content,
        }
        for one in history
    ]


def read_history(row: int, written: Any) -> tuple[PastVersion, ...]:
    """The versions of the question of that number in its file; FileRefused where one is broken."""
    if written is None:
        return ()
    listed = a_list(written)
    found = tuple(_version(a_dict(each)) for each in listed[:MOST_OF_ONE])
    versions = tuple(version for version in found if version is not None)
    numbers = [version.number for version in versions]
    is_whole = isinstance(written, list) and len(listed) == len(versions)
    if not is_whole or numbers != sorted(set(numbers)):
        reason = _l("The history of this question is broken. Without it the file can be read.")
        raise FileRefused([FileError(reason, row)])
    return versions


def refuse_too_many(histories: Iterable[tuple[PastVersion, ...]]) -> None:
    """FileRefused where a file has more versions than anybody needs."""
    if sum(map(len, histories)) > MOST_OF_ALL:
        reason = _l("The file has more than %(most)s versions of questions.", most=MOST_OF_ALL)
        raise FileRefused([FileError(reason)])


def with_pictures_named(
    history: tuple[PastVersion, ...], names: Mapping[str, str]
) -> tuple[PastVersion, ...]:
    """The versions, with those other names of their pictures."""
    return tuple(
        PastVersion(one.number, one.at, one.actor, one.act, _renamed(one.content, names))
        for one in history
    )


def _renamed(content: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    key = dict(a_dict(content.get("key")))
    if "pictures" in key:
        key["pictures"] = [names.get(a_text(name), name) for name in a_list(key["pictures"])]
    own = {
        part: names[name] for part in OWN_PICTURES if (name := a_text(content.get(part))) in names
    }
    return {**content, **own, **({"key": key} if key else {})}


def _version(written: Mapping[str, Any]) -> PastVersion | None:
    """One version; None where it cannot have been written by us."""
    number, at = written.get("number"), written.get("at")
    actor, act = written.get("actor"), written.get("act")
    content = written.get("content")
    if not _is_count(number) or not (at is None or _is_count(at)) or not _is_content(content):
        return None
    if not _is_name(actor, ACTOR_LONGEST) or not _is_name(act, ACT_LONGEST):
        return None
    return PastVersion(number, at, actor, act, content)


def _is_count(value: Any) -> TypeGuard[int]:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return is_number and 0 < value < LARGEST_NUMBER


def _is_name(value: Any, longest: int) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) <= longest and not has_control(value)


def _is_content(value: Any) -> TypeGuard[Mapping[str, Any]]:
    """Whether a database keeps it as JSON, and it is no longer than a question."""
    if not isinstance(value, dict):
        return False
    try:
        plain = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (ValueError, RecursionError):
        return False
    return len(plain) <= LONGEST and not any(map(_is_unkept, _texts(value)))


def _is_unkept(text: str) -> bool:
    return has_control(text.replace("\n", "").replace("\t", ""))


def _texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value, names too."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield name
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, str):
        yield value
