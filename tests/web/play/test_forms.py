"""What a form without a script sends, as the contract's one value."""

import pytest
from werkzeug.datastructures import MultiDict

from quiz.web.play.forms import sent_value


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ({}, ""),
        ({"v": ["k3f9x2"]}, "k3f9x2"),
        ({"v": ["k3f9x2", "p0q1r2"], "round": ["3"]}, "k3f9x2,p0q1r2"),
        ({"v": ["1 852,5"]}, "1 852,5"),
        ({"place.a": ["2"], "place.b": ["3"], "place.c": ["1"]}, "c,a,b"),
        ({"place.a": ["10"], "place.b": ["9"]}, "b,a"),
        ({"place.a": ["2"], "place.b": ["2"], "place.c": ["1"]}, "c,a,b"),
    ],
)
def test_a_form_becomes_one_value(form: dict[str, list[str]], value: str) -> None:
    assert sent_value(MultiDict(form)) == value
