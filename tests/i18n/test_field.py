"""A form's field for both languages."""

from types import SimpleNamespace

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from quiz.i18n.field import LocalizedField
from quiz.i18n.localized import Localized


class TitleForm(Form):  # type: ignore[misc]  # WTForms ships no types.
    title = LocalizedField("Title", required=True, longest=10)
    note = LocalizedField("Note", area=True)


def sent(**values: str) -> TitleForm:
    return TitleForm(MultiDict({name.replace("_", "-"): text for name, text in values.items()}))


def test_what_was_typed_becomes_a_value() -> None:
    form = sent(title_fr=" Vase ", title_zh="瓶")

    assert form.validate()
    assert form.data == {"title": Localized("Vase", "瓶"), "note": Localized("", "")}


@pytest.mark.parametrize(
    ("french", "chinese", "wrong"),
    [("Vase", "", {"zh"}), ("", "瓶", {"fr"}), ("V" * 11, "瓶", {"fr"}), ("", "", {"fr", "zh"})],
)
def test_each_language_says_what_is_wrong(french: str, chinese: str, wrong: set[str]) -> None:
    form = sent(title_fr=french, title_zh=chinese)

    assert form.validate() is False
    assert set(form.errors["title"]) == wrong


def test_a_form_shows_what_there_is() -> None:
    form = TitleForm(obj=SimpleNamespace(title=Localized("Vase", "瓶"), note=None))

    assert [box.data for box in form.title.by_language] == ["Vase", "瓶"]
    assert [box.html_lang for box in form.title.by_language] == ["fr", "zh-Hans"]
    assert [box.name for box in form.title.by_language] == ["title-fr", "title-zh"]


def test_the_old_value_is_replaced_and_not_edited() -> None:
    old = Localized("Vase", "瓶")
    row = SimpleNamespace(title=old, note=Localized())
    sent(title_fr="Bol", title_zh="碗").populate_obj(row)

    assert (row.title, old) == (Localized("Bol", "碗"), Localized("Vase", "瓶"))
