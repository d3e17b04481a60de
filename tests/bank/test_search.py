"""Questions are found by every text of either language and by tags, however they are written."""

from dataclasses import replace

import pytest

from quiz.bank import search
from quiz.bank.actions import import_questions
from quiz.bank.edits import add_question, edit_question, renew_facts
from quiz.bank.models import Question
from quiz.bank.queries import draft_of, find_numbers, get_questions, list_banks
from quiz.bank.rules import picture_name
from quiz.bank.search import DAY_MS, Difficulty, LastUse, Search, find_first, find_page, page_of
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft
from tests.factories import make_bank, make_question

pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.both_databases]


@pytest.fixture
def tiger() -> Question:
    """A question about Tipu's tiger, in a bank of its own."""
    return make_question(
        make_bank(name="Tigres"),
        prompt=Localized("Que dissimule le Tigre de Tipū ?", "“蒂普之虎”里藏着什么？"),
        explanation=Localized("Un orgue, dans son flanc.", "虎身里有一架风琴。"),
        maker=Localized("Mysore, ateliers royaux", "Mysore, ateliers royaux"),
        inventory_no="2545 (IS)",
        tags=["objets", "Inde"],
    )


@pytest.fixture
def bowl() -> Question:
    """A question about a bowl, in another bank."""
    return make_question(
        make_bank(name="Bols"),
        kind="number",
        choices=(),
        key={"value": "1127", "tolerance": "10"},
        prompt=Localized("De quand date ce bol céladon ?", "这只青瓷碗作于哪一年？"),
        object_title=Localized("Bol émaillé", "掐丝珐琅碗"),
        tags=["objets"],
        outdated="zh",
    )


@pytest.mark.parametrize(
    "words",
    [
        *("tigre", "TIPU", "虎", "tipu tigre", "inde", "objets 裡藏", "1852", "en 1899"),
        *("風琴", "2545", "2545 (IS)", "mysore orgue", "l’orgue ateliers ?"),
    ],
)
def test_every_word_is_found_somewhere(tiger: Question, bowl: Question, words: str) -> None:
    expected = [] if words.startswith("l’") else [tiger]
    assert find_first(Search(words), 9) == expected


@pytest.mark.parametrize("words", ["1127", "celadon", "青瓷碗", "掐絲琺瑯", "EMAILLE", "丝珐"])
def test_a_key_and_an_object_are_found_as_well(tiger: Question, bowl: Question, words: str) -> None:
    assert find_first(Search(words), 9) == [bowl]


@pytest.mark.parametrize("words", ["jade", "100%", "_", "celadon青", "objetsinde", "objets jade"])
def test_what_stands_in_no_text_is_not_found(tiger: Question, bowl: Question, words: str) -> None:
    # A sign that folds away asks for nothing, hence for everything.
    expected = [bowl, tiger] if words == "_" else []
    assert find_first(Search(words), 9) == expected


def test_without_a_word_all_are_found_by_bank(tiger: Question, bowl: Question) -> None:
    assert find_first(Search("  "), 9) == [bowl, tiger]
    assert find_first(Search("objets", tiger.bank_id), 9) == [tiger]
    assert find_first(Search("objets"), 1) == [bowl]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (Search(kind="number"), ["bowl"]),
        (Search(tag="inde"), ["tiger"]),
        (Search(tag="ind"), []),
        (Search(tag="Objets", text="orgue"), ["tiger"]),
        (Search(readiness="ready"), ["bowl", "tiger"]),
        (Search(readiness="unready"), ["half"]),
        (Search(missing="zh"), ["half"]),
        (Search(missing="fr"), []),
        (Search(outdated="zh"), ["bowl"]),
        (Search(outdated="fr"), []),
        (Search(picture="with"), ["half"]),
        (Search(picture="without"), ["bowl", "tiger"]),
        (Search(picture="with", readiness="ready"), []),
    ],
)
def test_filters_narrow_what_is_found(
    tiger: Question, bowl: Question, sought: Search, found: list[str]
) -> None:
    half = make_question(
        make_bank(name="Zèbres"),
        prompt=Localized("Lequel ?", ""),
        image=picture_name("a" * 32),
        image_alt=Localized("Un bol", "一只碗"),
    )
    names = {bowl.id: "bowl", tiger.id: "tiger", half.id: "half"}
    assert [names[question.id] for question in find_first(sought, 9)] == found


def test_pages_have_a_hundred_and_a_question_knows_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bank, other = make_bank(name="Vases"), make_bank(name="Bols")
    made = [make_question(bank) for _ in range(5)]
    make_question(other)
    assert search.PAGE == 100
    monkeypatch.setattr(search, "PAGE", 2)
    page = find_page(Search("musée", bank.id), 2)
    assert (page.rows, page.found, page.page, page.pages) == (made[2:4], 5, 2, 3)
    assert [page_of(question) for question in made] == [1, 1, 2, 2, 3]
    assert find_page(Search("jade"), 7).rows == []


def test_whatever_writes_a_question_keeps_what_it_is_found_by() -> None:
    bank = make_bank(name="Vases")
    written = add_question(bank.id, make_draft(maker=Localized("Longquan", "Longquan")), "test")
    assert find_first(Search("longquan"), 9) == [written]
    edit_question(written.id, make_draft(maker=Localized("Ding", "Ding"), seconds=3), 1, "test")
    assert find_first(Search("longquan"), 9) == []
    assert find_first(Search("ding", readiness="unready"), 9) == [written]
    heads = "kind,prompt_fr,prompt_zh,seconds,correct,maker"
    row = "number,Combien ?,多少？,30,1852,Jingdezhen"
    import_questions("Vases", f"{heads}\n{row}\n".encode(), 0)
    assert [q.key["value"] for q in find_first(Search("jingdezhen 1852"), 9)] == ["1852"]
    assert [(row.questions, row.unready) for row in list_banks()] == [(2, 1)]


def test_what_an_earlier_program_wrote_is_judged_once(tiger: Question, bowl: Question) -> None:
    for name, value in {"searched": "", "is_ready": False, "facts_edition": 0}.items():
        setattr(tiger, name, value)
    db.session.flush()
    assert find_first(Search("orgue"), 9) == []
    assert (renew_facts(), renew_facts()) == (1, 0)
    db.session.expire_all()
    assert find_first(Search("orgue", readiness="ready"), 9) == [tiger]
    assert tiger.version == 1


def test_questions_come_in_the_order_of_their_names(tiger: Question, bowl: Question) -> None:
    assert get_questions([tiger.id, 99, bowl.id]) == [tiger, bowl]
    marks = [tiger.fingerprint, "x"]
    assert find_numbers(tiger.bank_id, marks) == [tiger.id]


def test_a_question_that_is_found_can_be_written_back(tiger: Question) -> None:
    found = find_first(Search("orgue"), 1)[0]
    edit_question(found.id, replace(draft_of(found), seconds=45), 1, "test")
    assert find_first(Search("orgue"), 9) == [tiger]


@pytest.mark.parametrize(
    ("days", "uses"),
    [
        (None, {LastUse.NEVER}),
        (0, {LastUse.MONTH, LastUse.YEAR}),
        (30, {LastUse.MONTH, LastUse.YEAR}),
        (31, {LastUse.YEAR}),
        (366, {LastUse.LONGER}),
    ],
)
def test_questions_are_found_by_their_last_use(
    tiger: Question, days: int | None, uses: set[LastUse]
) -> None:
    now = 2_000 * DAY_MS
    tiger.last_used_at = None if days is None else now - days * DAY_MS
    db.session.flush()
    assert {use for use in LastUse if find_first(Search(last_use=use, now=now), 9)} == uses


@pytest.mark.parametrize(
    ("answers", "right", "difficulty"),
    [
        *((0, 0, Difficulty.UNKNOWN), (4, 4, Difficulty.UNKNOWN), (5, 5, Difficulty.EASY)),
        *((100, 75, Difficulty.EASY), (100, 74, Difficulty.MEDIUM)),
        *((100, 40, Difficulty.MEDIUM), (100, 39, Difficulty.HARD), (5, 0, Difficulty.HARD)),
    ],
)
def test_questions_are_found_by_how_hard_they_proved_to_be(
    tiger: Question, answers: int, right: int, difficulty: Difficulty
) -> None:
    tiger.answers, tiger.right_answers = answers, right
    db.session.flush()
    assert [each for each in Difficulty if find_first(Search(difficulty=each), 9)] == [difficulty]
