"""Which language a file is in is found in its texts; another one is said."""

import pytest

from quiz.bank.formats.languages import is_neither, likely_language, placed
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (["Quel est le plus vieux vase ?"], "fr"),
        (["哪一件最古老？", "V&A", "1852"], "zh"),
        (["Qui est 隈研吾 ?", "un architecte"], "fr"),
        (["Kengo Kuma 设计了哪座博物馆？"], "zh"),
        (["1 + 1"], "fr"),
        ([], "fr"),
    ],
)
def test_the_likelier_language(texts: list[str], language: str) -> None:
    assert likely_language(texts) == language


@pytest.mark.parametrize(
    "text",
    [
        "Which of these is the oldest vase of the museum, and what is it called?",
        "¿Cuál es el color de los jarrones y por qué son del museo?",
        "ข้อไหนอยู่ใน",
    ],
)
def test_another_language_is_noticed(text: str) -> None:
    assert is_neither([text])


@pytest.mark.parametrize(
    "text",
    [
        "Qui a peint « The Lady of Shalott » et « The Beguiling of Merlin » pour le musée ?",
        "哪一件最古老？",
        "1852",
        "",
    ],
)
def test_names_in_another_language_are_not(text: str) -> None:
    assert not is_neither([text])


def test_texts_in_one_language_are_put_where_they_belong() -> None:
    draft = make_draft(
        prompt=Localized("哪一件？"), choices=(Localized("甲"), Localized("b", "乙"))
    )
    found = placed(draft, "zh")
    assert (found.prompt, found.choices) == (
        Localized("", "哪一件？"),
        (Localized("", "甲"), Localized("b", "乙")),
    )
    assert placed(draft, "") == draft
