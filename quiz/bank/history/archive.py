"""A bank's archive as a file: its questions, every version that they had, all their pictures."""

from collections.abc import Mapping

from quiz.bank.citation import CitedObject
from quiz.bank.formats.json_archive import write_archive
from quiz.bank.formats.own_workbook import KnownDraft
from quiz.bank.formats.past_versions import most_of_each
from quiz.bank.history.queries import histories_of
from quiz.bank.queries import draft_of, get_bank, list_questions, pictures_of
from quiz.bank.rules import picture_key
from quiz.bank.translation import from_json


def export_archive(
    bank_id: int, pictures: Mapping[str, bytes], objects: Mapping[int, CitedObject] | None = None
) -> bytes:
    """A bank's archive, with those pictures of its questions, by the names they have there.

    `objects` are those that they cite, by their numbers.
    """
    questions = list_questions(bank_id)
    histories = histories_of(bank_id, most_of_each(len(questions)))
    known = (
        KnownDraft(
            draft_of(row),
            row.id,
            row.version,
            histories.get(row.id, ()),
            row.archived,
            from_json(row.outdated_texts),
            row.object_id,
        )
        for row in questions
    )
    return write_archive(get_bank(bank_id).name, known, pictures, objects)


def archived_pictures(bank_id: int) -> dict[str, str]:
    """The key of each picture that a bank's questions show or once showed, by its name there."""
    histories = histories_of(bank_id, most_of_each(len(list_questions(bank_id))))
    versions = (version for history in histories.values() for version in history)
    past = {name: picture_key(name) for one in versions for name in one.picture_names}
    return pictures_of(bank_id) | past
