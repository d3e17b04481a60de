"""What nobody can see is taken out of texts; what shows, stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.i18n.invisible import has_invisible, without_invisible


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("va\u200bse", "vase"),
        ("\ufeffvase", "vase"),
        ("por\u00adcelaine", "porcelaine"),
        ("\u202avase\u202c", "vase"),
        ("青\u2060瓷", "青瓷"),
        ("a\u200db", "ab"),
        ("un\r\ndeux\vtrois\u2028quatre", "un\ndeux\ntrois\nquatre"),
        ("👩\u200d🎨", "👩\u200d🎨"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("l’été\u202f!", "l’été\u202f!"),
    ],
)
def test_only_what_shows_is_kept(text: str, seen: str) -> None:
    assert without_invisible(text) == seen


@given(st.text(max_size=30))
def test_it_changes_nothing_twice(text: str) -> None:
    once = without_invisible(text)
    assert without_invisible(once) == once
    assert not has_invisible(once)
