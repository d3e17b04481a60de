"""Museum objects are made, changed by who saw them, found by any of their words, and removed."""

from dataclasses import replace

import pytest
from flask import Flask

from quiz.extensions import db
from quiz.i18n.localized import Localized
from quiz.objects.actions import delete_object, edit_object, hold_object, make_object
from quiz.objects.queries import find_objects, get_object, object_words
from quiz.objects.rules import ChangedObject, ObjectWords, UnfitObject
from tests import factories

BY = "test"
pytestmark = pytest.mark.both_databases


def test_an_object_is_kept_as_it_was_written(app: Flask) -> None:
    words = ObjectWords(
        title=Localized(" Vase\u200b ", "瓶"), date=Localized("1852", ""), inventory_no=" C.1 "
    )
    kept = make_object(words, 5, BY)
    expected = ObjectWords(
        title=Localized("Vase", "瓶"), date=Localized("1852", "1852"), inventory_no="C.1"
    )
    assert (object_words(kept), kept.version, kept.made_at) == (expected, 1, 5)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": Localized()}, "An object has a title in one language."),
        ({"maker": Localized("a" * 301, "")}, "“Maker” is too long: at most 300 characters."),
        (
            {"page": "ftp://x.example"},
            "“Page” must be a web address that begins with https:// or http://.",
        ),
        ({"credit": "V\x00A"}, "“Credit” contains a character that cannot be shown."),
    ],
)
def test_what_is_wrong_is_said(app: Flask, values: dict[str, object], sentence: str) -> None:
    words = replace(ObjectWords(title=Localized("Vase", "瓶")), **values)  # type: ignore[arg-type]
    with pytest.raises(UnfitObject) as refused:
        make_object(words, 1, BY)
    assert [str(problem.sentence) for problem in refused.value.problems] == [sentence]


def test_who_saw_an_older_version_changes_nothing(app: Flask) -> None:
    kept = factories.make_object()
    words = replace(object_words(kept), inventory_no="C.2")
    assert edit_object(kept.id, words, 1, BY).version == 2
    with pytest.raises(ChangedObject):
        edit_object(kept.id, replace(words, inventory_no="C.3"), 1, BY)
    assert get_object(kept.id).inventory_no == "C.2"


@pytest.mark.parametrize("text", ["décor", "DECOR lotus", "瓣紋", "c25", "famille ling", "浙江"])
def test_an_object_is_found_by_any_of_its_words(app: Flask, text: str) -> None:
    kept = factories.make_object()
    factories.make_object(
        **{name: Localized("Pot", "罐") for name in ("title", "maker", "place")},
        date=Localized(),
        inventory_no="",
        credit="",
        page="",
    )
    assert [one.id for one in find_objects(text, 1).rows] == [kept.id]


def test_objects_are_listed_by_their_french_titles(app: Flask) -> None:
    titles = ["Vase", "Assiette", "Écuelle"]
    for title in titles:
        factories.make_object(title=Localized(title, "器"))
    found = [one.title.fr for one in find_objects("", 1).rows]
    assert found == ["Assiette", "Écuelle", "Vase"]


def test_an_object_is_removed_by_who_saw_it(app: Flask) -> None:
    kept = factories.make_object()
    delete_object(kept.id, 1, BY)
    db.session.commit()
    assert find_objects("", 1).found == 0


def test_who_copies_an_objects_words_has_those_that_are_true(app: Flask) -> None:
    kept = factories.make_object()
    db.session.commit()
    held = hold_object(kept.id)
    assert held is not None
    assert object_words(held) == object_words(kept)
    assert hold_object(None) is None
    assert hold_object(kept.id + 1) is None
