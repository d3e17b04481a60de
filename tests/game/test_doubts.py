"""Which names a host reads first: near what is refused, and never what the museum suggests."""

import pytest

from quiz.game.nicknames import suggestions
from quiz.game.words.doubts import is_doubtful


@pytest.mark.parametrize(
    "name", ["m*erde", "s.a.l", "conard", "connaard", "Ming 12345", "Zoooooé", "Léa 🖕"]
)
def test_what_may_be_meant_ill_is_looked_at_twice(name: str) -> None:
    assert is_doubtful(name)


@pytest.mark.parametrize(
    "name",
    [
        "Ming",
        "Zoé",
        "Jean-Pierre",
        "Dominique",
        "Marie 2",
        "青花小鹤",
        "O’Connor",
        "Léa 75",
        "Chloé",
    ],
)
def test_an_ordinary_name_is_not(name: str) -> None:
    assert not is_doubtful(name)


def test_few_of_the_museums_own_are() -> None:
    assert [name for name in suggestions() if is_doubtful(name)] == []
