"""Questions are found by words of either language and by tags, however they are written."""

import pytest

from quiz.bank.models import Question
from quiz.bank.queries import find_numbers, get_questions, search_questions
from quiz.i18n.localized import Localized
from tests.factories import make_bank, make_question

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def tiger() -> Question:
    """A question about Tipu's tiger, in a bank of its own."""
    prompt = Localized("Que dissimule le Tigre de Tipū ?", "“蒂普之虎”里藏着什么？")
    return make_question(make_bank(name="Tigres"), prompt=prompt, tags=["objets", "Inde"])


@pytest.fixture
def bowl() -> Question:
    """A question about a bowl, in another bank."""
    prompt = Localized("D’où vient ce bol céladon ?", "这只青瓷碗来自哪里？")
    return make_question(make_bank(name="Bols"), prompt=prompt, tags=["objets"])


@pytest.mark.parametrize("words", ["tigre", "TIPU", "虎", "tipu tigre", "inde", "objets 裡藏"])
def test_every_word_is_found_somewhere(tiger: Question, bowl: Question, words: str) -> None:
    assert search_questions(words) == [tiger]


def test_without_a_word_all_are_found_by_bank(tiger: Question, bowl: Question) -> None:
    assert search_questions("  ") == [bowl, tiger]
    assert search_questions("objets", tiger.bank_id) == [tiger]
    assert search_questions("objets", most=1) == [bowl]
    assert search_questions("jade") == []


def test_questions_come_in_the_order_of_their_names(tiger: Question, bowl: Question) -> None:
    assert get_questions([tiger.id, 99, bowl.id]) == [tiger, bowl]
    marks = [tiger.fingerprint, "x"]
    assert find_numbers(tiger.bank_id, marks) == [tiger.id]
