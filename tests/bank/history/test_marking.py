"""What is marked of two texts says both of them, and as little as it can."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.history.marking import Mark, marked

TEXTS = st.text(alphabet="ab c’d青花瓷。\n", max_size=60)


def shown(before: str, after: str) -> str:
    signs = {Mark.KEPT: "{}", Mark.GONE: "[-{}-]", Mark.CAME: "[+{}+]"}
    return "".join(signs[piece.mark].format(piece.text) for piece in marked(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("le vase bleu", "le vase bleu", "le vase bleu"),
        ("le vase bleu", "le vase vert", "le vase [-bleu-][+vert+]"),
        ("le grand vase bleu", "le petit bol bleu", "le [-grand vase-][+petit bol+] bleu"),
        ("l’objet de jade rare", "l’objet de jade", "l’objet de jade[- rare-]"),
        ("哪一件花瓶最古老？", "哪一件碗最古老？", "哪一件[-花瓶-][+碗+]最古老？"),
        ("", "neuf", "[+neuf+]"),
        ("vieux", "", "[-vieux-]"),
        ("", "", ""),
        # Nothing in common but a space: one after the other.
        ("un deux", "trois quatre", "[-un deux-][+trois quatre+]"),
    ],
)
def test_words(before: str, after: str, expected: str) -> None:
    assert shown(before, after) == expected


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_in_it(before: str, after: str) -> None:
    pieces = marked(before, after)
    assert "".join(piece.text for piece in pieces if piece.mark != Mark.CAME) == before
    assert "".join(piece.text for piece in pieces if piece.mark != Mark.GONE) == after
    assert all(piece.text for piece in pieces)


def test_texts_with_too_much_alike_are_shown_whole() -> None:
    before, after = "的" * 1_500, "的" * 1_499 + "。"
    assert [piece.mark for piece in marked(before, after)] == [Mark.GONE, Mark.CAME]
