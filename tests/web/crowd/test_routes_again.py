"""A scene that a whole channel asks for is found by its path alone, until something changes."""

import pytest

from quiz.events.rules import Step
from quiz.live import memo
from tests.phones import Hall


@pytest.fixture
def reading(hall: Hall) -> Hall:
    """A hall with an open question, whose process reads its events by itself."""
    hall.evening.launch_and_open()
    hall.evening.desk.watch.start()
    return hall


def test_it_is_the_same_again_and_again(reading: Hall) -> None:
    phone = reading.phone()
    identifier = phone.pulse()["scene"]
    first, *others = (phone.scene(identifier) for _ in range(3))
    assert (first.status_code, 'data-phase="open"' in first.text) == (200, True)
    for other in others:
        assert (other.data, list(other.headers)) == (first.data, list(first.headers))


def test_it_is_only_read(reading: Hall) -> None:
    phone = reading.phone()
    path = f"/live/{phone.code}/{phone.channel}/{phone.pulse()['scene']}/fr"
    assert [phone.ask(path, method).status_code for method in ("GET", "HEAD", "PUT")] == (
        [200, 200, 405]
    )


def test_it_is_looked_for_anew_once_the_event_has_changed(reading: Hall) -> None:
    phone, evening = reading.phone(), reading.evening
    identifier = phone.pulse()["scene"]
    before = phone.scene(identifier)
    evening.step(Step.VOID)
    evening.desk.watch.read()
    evening.clock.advance(4_000)
    assert 'data-phase="void"' in phone.scene().text
    assert phone.scene(identifier).data == before.data


def test_it_keeps_no_more_than_a_few(reading: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "MOST_KEPT", 1)
    phone = reading.phone()
    identifier = phone.pulse()["scene"]
    french, chinese = phone.scene(identifier, "fr"), phone.scene(identifier, "zh")
    assert phone.scene(identifier, "fr").data == french.data != chinese.data
