"""What a form without a script sends, as the contract's one value."""

import pytest

from quiz.bank.kinds.registry import KINDS


@pytest.mark.parametrize(
    ("kind", "form", "value"),
    [
        ("single", {}, ""),
        ("single", {"v": ["k3f9x2"]}, "k3f9x2"),
        ("multiple", {"v": ["k3f9x2", "p0q1r2"], "round": ["3"]}, "k3f9x2,p0q1r2"),
        ("scale", {"v": ["4"], "round": ["3"]}, "4"),
        ("number", {"v": ["1 852,5"]}, "1 852,5"),
        ("text", {"v": ["Ming"], "place.a": ["1"]}, "Ming"),
        ("order", {"place.a": ["2"], "place.b": ["3"], "place.c": ["1"]}, "c,a,b"),
        ("order", {"place.a": ["10"], "place.b": ["9"]}, "b,a"),
        ("order", {"place.a": ["2"], "place.b": ["2"], "place.c": ["1"]}, "c,a,b"),
        ("order", {"v": ["a,b"]}, "a,b"),
        ("match", {"round": ["3"], "match.k": ["b"], "match.p": [""], "match.q": ["a"]}, "b,,a"),
        ("match", {"match.k": [""], "match.p": [""]}, ""),
        ("match", {"v": ["b,a"]}, "b,a"),
        ("cloud", {"v": ["jade", "  ", "青瓷"], "round": ["3"]}, "jade\n青瓷"),
        ("cloud", {"v": ["", "", ""]}, ""),
    ],
)
def test_a_form_becomes_one_value(kind: str, form: dict[str, list[str]], value: str) -> None:
    assert KINDS[kind].sent_value(form) == value
