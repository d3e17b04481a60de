"""Texts of manifests, in whichever of their many shapes, by language and without HTML."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.objects.texts import spoken_text, without_html


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ("Vase", {"": "Vase"}),
        (["Vase", "Bol", "Vase"], {"": "Vase ; Bol"}),
        ({"en": ["Vase"], "fr": ["Un vase", "vert"]}, {"en": "Vase", "fr": "Un vase ; vert"}),
        ({"none": ["Vase"]}, {"": "Vase"}),
        ({"@value": "Vase", "@language": "fr-CA"}, {"fr": "Vase"}),
        (
            [{"@value": "瓶", "@language": "zh_TW"}, {"@value": "花瓶", "@language": "zh-Hans"}],
            {"zh": "花瓶"},
        ),
        ({"zh-hant": ["琺瑯彩"]}, {"zh": "琺瑯彩"}),
        ({"zh": ["瓷"], "zh-tw": ["甆"]}, {"zh": "瓷"}),
        ("<p>Un <b>vase</b></p><script>x()</script> d&rsquo;or", {"": "Un vase d’or"}),
        (1918, {"": "1918"}),
        (None, {}),
        ("  ", {}),
        ({"fr": []}, {}),
        (True, {}),
    ],
)
def test_every_shape_of_a_text_is_read(value: Any, texts: dict[str, str]) -> None:
    assert spoken_text(value) == texts


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["fr", "@value", "@language", "none", "zh"]), inner)
    ),
    max_leaves=9,
)


@given(anything)
def test_no_shape_ends_it(value: Any) -> None:
    assert all(text == " ".join(text.split()) for text in spoken_text(value).values())


@given(st.text(alphabet="<>&;/ab \n\"'=!-", max_size=30))
def test_no_html_ends_it(text: str) -> None:
    assert without_html(text) == " ".join(without_html(text).split())
