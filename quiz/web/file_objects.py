"""The museum objects inside a bank's archive: kept once each, cited by its questions."""

from dataclasses import replace

from quiz.bank.citation import CitedObject, citation_of
from quiz.bank.citations import cite_filed, objects_cited
from quiz.bank.imports import BankFile
from quiz.bank.rules import fingerprint
from quiz.objects.actions import make_object
from quiz.objects.queries import find_object, find_same_object
from quiz.objects.rules import UnfitObject
from quiz.web.citing import citation_by, words_by


def cited_objects(bank_id: int) -> dict[int, CitedObject]:
    """The objects that the questions of a bank cite, by their numbers."""
    found = {number: find_object(number) for number in objects_cited(bank_id)}
    return {number: CitedObject(citation_by(o), o.page) for number, o in found.items() if o}


def cite_objects_of(file: BankFile, bank_id: int, now: int, by: str) -> None:
    """Keep the file's objects that are not here yet, and let the questions cite them.

    A question that says something else than its object cites none. An object that cannot be kept is
    left out; its questions have their words.
    """
    marks: dict[str, int] = {}
    numbers: dict[CitedObject, int] = {}
    for question in file.reading.questions:
        draft, cited = question.draft, question.cited
        if cited is None:
            continue
        # Its picture is called by now as it is kept here.
        words = replace(cited.citation, object_picture=draft.object_picture)
        stored = replace(cited, citation=words)
        if words != citation_of(draft):
            continue
        if stored not in numbers:
            numbers[stored] = _kept_object(stored, now, by)
        if numbers[stored]:
            marks[fingerprint(draft)] = numbers[stored]
    cite_filed(bank_id, marks)


def _kept_object(cited: CitedObject, now: int, by: str) -> int:
    """The number of the object that says so, made now if there is none; 0 where it cannot be."""
    words = words_by(cited)
    same = find_same_object(words)
    try:
        return same.id if same is not None else make_object(words, now, by).id
    except UnfitObject:
        return 0
