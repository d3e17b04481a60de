"""Questions copy the words of their object, get its new ones, and are released from it."""

from dataclasses import asdict, replace
from typing import Any

import pytest
from flask import Flask

from quiz.bank.citation import Citation, chinese_title, citation_of
from quiz.bank.citations import cite_anew, count_citing, questions_citing
from quiz.bank.edits import add_question, edit_question
from quiz.bank.facts import facts_of
from quiz.bank.kinds.registry import canonical
from quiz.bank.models import Question
from quiz.bank.queries import draft_of
from quiz.bank.rules import Draft, fingerprint
from quiz.errors import Conflict
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft
from tests.factories import make_bank, make_object

BY = "test"
WORDS = Citation(object_title=Localized("Coupe", "碗"), maker=Localized("Ding", "定窑"))
both_databases = pytest.mark.both_databases


def cite(object_id: int, **values: Any) -> Question:
    """A question of a bank of its own that has the words of that object."""
    draft = replace(make_draft(**values), object_title=WORDS.object_title, maker=WORDS.maker)
    return add_question(make_bank().id, draft, BY, object_id)


@both_databases
def test_all_questions_of_an_object_get_its_new_words(app: Flask) -> None:
    kept, page = make_object(), "https://collections.example/new"
    one, other = cite(kept.id, source_url="https://collections.example/c25"), cite(kept.id)
    alone = cite(make_object().id)
    new = replace(WORDS, date=Localized("1127", "北宋"), institution="V&A", rights="CC0")
    assert cite_anew(kept.id, new, ("https://collections.example/c25", page), BY) == 2
    assert cite_anew(kept.id, new, (page, page), BY) == 0
    db.session.commit()
    assert [citation_of(row) for row in (one, other, alone)] == [new, new, WORDS]
    assert [row.source_url for row in (one, other)] == [page, ""]
    assert [row.version for row in (one, other, alone)] == [2, 2, 1]
    draft = canonical(draft_of(one))
    assert one.fingerprint == fingerprint(draft)
    facts = asdict(facts_of(draft))
    assert {name: getattr(one, name) for name in facts} == facts


@both_databases
def test_who_cites_an_object_is_known(app: Flask) -> None:
    kept, unused = make_object(), make_object()
    cited = [cite(kept.id), cite(kept.id)]
    assert [row.id for row in questions_citing(kept.id)] == [row.id for row in cited]
    assert count_citing([kept.id, unused.id]) == {kept.id: 2}
    assert count_citing([]) == {}


def test_two_questions_never_become_the_same(app: Flask) -> None:
    kept = make_object()
    question = cite(kept.id)
    twin = replace(draft_of(question), maker=Localized("Ru", "汝窑"))
    add_question(question.bank_id, twin, BY)
    with pytest.raises(Conflict, match="the same as another question of its bank"):
        cite_anew(kept.id, replace(WORDS, maker=Localized("Ru", "汝窑")), ("", ""), BY)


@pytest.mark.parametrize(
    ("change", "stays"),
    [
        ({"seconds": 12}, True),
        ({"source_url": "https://x.example"}, True),
        ({"maker": Localized("Ru", "汝窑")}, False),
        ({"rights": "CC0"}, False),
    ],
)
def test_a_question_that_says_something_else_is_released(
    app: Flask, change: dict[str, Any], *, stays: bool
) -> None:
    kept = make_object()
    question = cite(kept.id)
    edited = edit_question(question.id, replace(draft_of(question), **change), 1, BY)
    assert edited.object_id == (kept.id if stays else None)


@both_databases
def test_a_question_outlives_its_object(app: Flask) -> None:
    kept = make_object()
    number = cite(kept.id).id
    db.session.delete(kept)
    db.session.commit()
    question = db.session.get_one(Question, number, populate_existing=True)
    assert (question.object_id, citation_of(question)) == (None, WORDS)


# Of questions that were kept before objects were things of their own.
@pytest.mark.parametrize(
    ("draft", "mark"),
    [
        (make_draft(), "75bdc4e551eabbd4b00f0debbe2122df3cce750270451fe10bb7a2aaaeada541"),
        (
            make_draft(maker=Localized("Sèvres", "Sèvres"), date=Localized("1770", "1770")),
            "fe050ae9b28de366fe40d801d50f20f0f9f34e3624b33041b3145d62093e83fe",
        ),
    ],
)
def test_a_question_of_before_is_the_same_question(draft: Draft, mark: str) -> None:
    assert fingerprint(draft) == mark


def test_what_is_new_makes_another_question() -> None:
    draft = make_draft(maker=Localized("Sèvres", "Sèvres"))
    others = [
        replace(draft, maker=Localized("Sèvres", "塞夫尔")),
        replace(draft, place=Localized("France", "法国")),
        replace(draft, material=Localized("Porcelaine", "瓷")),
        replace(draft, institution="V&A"),
        replace(draft, manifest="https://x.example/manifest.json"),
        replace(draft, object_picture="vase.jpg"),
    ]
    assert len({fingerprint(one) for one in (draft, *others)}) == 7


@pytest.mark.parametrize(
    ("title", "maker", "expected"),
    [
        ("庐山高图", "沈周", "《庐山高图》"),
        ("《簪花仕女图》卷", "周昉", "《簪花仕女图》卷"),
        ("睡莲", "克劳德·莫奈", "《睡莲》"),
        ("资治通鉴", "司马光", "《资治通鉴》"),
        ("莲瓣纹碗", "龙泉窑", "莲瓣纹碗"),
        ("粉彩瓶", "清宫造办处", "粉彩瓶"),
        ("盘", "塞夫尔瓷厂（巴黎）", "盘"),
        ("玉琮", "", "玉琮"),
    ],
)
def test_a_chinese_title_has_its_marks_where_it_is_that_of_a_work(
    title: str, maker: str, expected: str
) -> None:
    assert chinese_title(title, maker) == expected
