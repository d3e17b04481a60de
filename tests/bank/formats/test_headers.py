"""Heads are known in French, Chinese and English, whatever their capitals, accents and signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.formats.columns import KNOWN
from quiz.bank.formats.headers import find_head
from quiz.bank.formats.names import close_column, column_of


@pytest.mark.parametrize(
    ("word", "column"),
    [
        ("kind", "kind"),
        (" Type de question ", "kind"),
        ("题型", "kind"),
        ("Question (FR)", "prompt_fr"),
        ("Énoncé en français", "prompt_fr"),
        ("题目（中文）", "prompt_zh"),
        ("中文题目", "prompt_zh"),
        ("Question chinois", "prompt_zh"),
        ("Réponse 1 (français)", "choice1_fr"),
        ("Choix n° 2 FR", "choice2_fr"),
        ("选项A 中文", "choice1_zh"),
        ("选项 3（中文）", "choice3_zh"),
        ("Bonne réponse", "correct"),
        ("正确答案", "correct"),
        ("Bonne(s) réponse(s)", "correct"),
        ("Bonne réponse (n°) *", "correct"),
        ("Réponse", "correct"),
        ("Question (FR) (400 caractères au plus)", "prompt_fr"),
        ("Question FR\nobligatoire", "prompt_fr"),
        ("Rép. 2 (zh)", "choice2_zh"),
        ("A (fr)", "choice1_fr"),
        ("选项二（中文）", "choice2_zh"),
        ("A", ""),
        ("Tolérance", "tolerance"),
        ("误差", "tolerance"),
        ("Durée (s)", "seconds"),
        ("时间（秒）", "seconds"),
        ("POIDS", "weight"),
        ("Explication FR", "explanation_fr"),
        ("解析（中文）", "explanation_zh"),
        ("N° d’inventaire", "inventory_no"),
        ("藏品编号", "inventory_no"),
        ("Étiquettes", "tags"),
        ("标签", "tags"),
        ("ID", "id"),
        ("Question", "prompt_fr"),
        ("题目", "prompt_zh"),
        ("Réponse A", "choice1_fr"),
        ("选项A", "choice1_zh"),
        ("Explication", "explanation_fr"),
        ("notes", ""),
        ("", ""),
        ("x" * 5_000, ""),
    ],
)
def test_a_head_names_a_column(word: str, column: str) -> None:
    assert column_of(word) == column


@pytest.mark.parametrize("column", KNOWN)
def test_our_own_names_are_known(column: str) -> None:
    assert column_of(column) == column_of(column.upper()) == column


@pytest.mark.parametrize(
    ("word", "column"),
    [("explanaton_fr", "explanation_fr"), ("Tolérence", "tolerance"), ("notes", ""), ("", "")],
)
def test_a_slip_of_the_pen_is_noticed(word: str, column: str) -> None:
    assert close_column(word) == column


def test_the_head_is_the_row_that_knows_most() -> None:
    rows = [["Type"], [], ["kind", "prompt_fr", "prompt_zh", "notes", ""], ["poll", "kind", "题型"]]
    head = find_head(rows)
    assert (head.place, head.known) == (2, 3)
    assert head.columns == ("kind", "prompt_fr", "prompt_zh", "")


def test_a_head_may_stand_in_two_rows() -> None:
    rows = [
        ["Banque du musée"],
        ["Type", "Question", "", "Réponse 1", "", "Bonne réponse", "Notes"],
        ["", "français", "中文", "français", "中文", "", ""],
        ["单选题", "Quoi ?", "什么？", "Rouge", "红", "1", ""],
    ]
    head = find_head(rows)
    assert head.place == 2
    assert head.columns == (
        *("kind", "prompt_fr", "prompt_zh", "choice1_fr", "choice1_zh", "correct", ""),
    )


@given(st.text(max_size=70))
def test_any_head_is_some_column_or_none(word: str) -> None:
    assert column_of(word) in {*KNOWN, ""}
    assert close_column(word) in {*KNOWN, ""}
