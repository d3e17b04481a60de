"""What waits for a translator: what lacks a language, or is behind in it, oldest first."""

import pytest

from quiz.bank.kinds.registry import KINDS
from quiz.bank.models import Bank, Question
from quiz.bank.queue import (
    BankProgress,
    Progress,
    Queue,
    last_waiting,
    list_progress,
    next_waiting,
    progress_of,
    waiting_page,
)
from quiz.i18n.localized import Localized
from tests.factories import make_bank, make_question

pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.both_databases]
FRENCH, CHINESE = Localized("Quel vase ?", ""), Localized("", "哪一件？")


@pytest.fixture
def banks() -> tuple[Bank, Bank]:
    return make_bank(name="Vases"), make_bank(name="Bols")


@pytest.fixture
def waiting(banks: tuple[Bank, Bank]) -> list[Question]:
    """Four questions that wait for Chinese, in two banks, among others that do not."""
    vases, bowls = banks
    make_question(vases)
    make_question(vases, prompt=FRENCH, archived=True)
    make_question(vases, prompt=FRENCH, binned_at=1)
    first = make_question(vases, prompt=FRENCH)
    second = make_question(bowls, outdated="zh")
    make_question(bowls, prompt=CHINESE)
    third = make_question(bowls, explanation=Localized("Vieux.", ""))
    fourth = make_question(vases, prompt=FRENCH, outdated="fr zh")
    return [first, second, third, fourth]


def test_everything_that_lacks_a_language_waits_oldest_first(waiting: list[Question]) -> None:
    queue = Queue("zh")
    assert waiting_page(queue, 1).rows == waiting
    numbers = [question.id for question in waiting]
    assert next_waiting(queue) == numbers[0]
    assert [next_waiting(queue, number) for number in numbers] == [*numbers[1:], None]
    assert [last_waiting(queue, number) for number in numbers] == [None, *numbers[:-1]]
    assert progress_of(queue) == Progress(left=4, questions=6)
    assert progress_of(queue).done == 2


def test_a_queue_may_be_of_one_bank(banks: tuple[Bank, Bank], waiting: list[Question]) -> None:
    vases, bowls = banks
    assert waiting_page(Queue("zh", vases.id), 1).rows == [waiting[0], waiting[3]]
    assert waiting_page(Queue("fr", vases.id), 1).rows == [waiting[3]]
    assert progress_of(Queue("fr", bowls.id)) == Progress(left=1, questions=3)
    assert list_progress("zh") == [
        BankProgress(bowls.id, "Bols", Progress(2, 3)),
        BankProgress(vases.id, "Vases", Progress(2, 3)),
    ]


def test_an_empty_bank_has_nothing_to_do(banks: tuple[Bank, Bank]) -> None:
    assert progress_of(Queue("zh")) == Progress(0, 0)
    assert [row.progress for row in list_progress("zh")] == [Progress(0, 0)] * 2
    assert next_waiting(Queue("zh")) is None


def test_accepted_forms_have_the_language_of_their_script() -> None:
    kind, key = KINDS["text"], {"forms": ["Kengo Kuma", "隈研吾", "1852", "Kuma"]}
    assert kind.words_in(key, "fr") == ("Kengo Kuma", "Kuma")
    assert kind.words_in(key, "zh") == ("隈研吾",)
    assert kind.with_words(key, "zh", ["隈研吾", "隈氏"]) == {
        "forms": ["Kengo Kuma", "隈研吾", "隈氏", "1852", "Kuma"]
    }
    assert kind.with_words({"forms": ["Kuma"]}, "zh", ["隈研吾"]) == {"forms": ["Kuma", "隈研吾"]}
    assert kind.with_words(key, "fr", []) == {"forms": ["隈研吾", "1852"]}


@pytest.mark.parametrize("name", sorted(set(KINDS) - {"text"}))
def test_other_keys_have_no_words(name: str) -> None:
    key = {"right": [1]}
    assert KINDS[name].words_in(key, "zh") == ()
    assert KINDS[name].with_words(key, "zh", ["x"]) == key
