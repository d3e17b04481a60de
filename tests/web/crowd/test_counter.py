"""Requests are counted by what was asked for and what came of it."""

import pytest

from quiz.web.crowd.counter import RequestCounter


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/live/va2020/salle/pulse", "pulse"),
        ("/live/va2020/salle/0123456789abcdef012345/zh", "scene"),
        ("/live/va2020/picture/0123456789abcdef", "picture"),
        ("/my/va2020/me", "me"),
        ("/my/va2020/rounds/3/answer", "answer"),
        ("/my/va2020/player", "player"),
        ("/my/va2020/clock", "clock"),
        ("/fr/e/va2020/me", "other"),
        ("/live/va2020", "other"),
    ],
)
def test_a_path_says_what_is_asked_for(path: str, what: str) -> None:
    counter = RequestCounter()
    counter.note(path, "200")
    assert counter.by_kind() == {what: 1}


def test_whatever_came_of_them_they_are_of_one_kind() -> None:
    counter = RequestCounter()
    for status in ("201", "410", "418"):
        counter.note("/my/va2020/rounds/3/answer", status)
    assert dict(counter.requests) == {
        ("answer", "201"): 1,
        ("answer", "410"): 1,
        ("answer", "other"): 1,
    }
    assert counter.by_kind() == {"answer": 3}
