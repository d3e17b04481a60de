"""Every process of a machine says the same instant, whatever happens to its wall clock."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from quiz.clock import VARIABLE, Anchor, Clock, boot_id, parse

NODE = "a1b2c3d4e5f60718"
MOST_PER_S = 5  # ms that an offset may change in a second


@dataclass
class Running:
    """A clock whose monotonic clock a test lets run; the wall shows 5,000 s when that is 0."""

    reading_ms: int = 0
    clock: Clock = field(init=False)

    def __post_init__(self) -> None:
        self.clock = Clock(5_000_000, 0, source=lambda: self.reading_ms * 1_000_000)

    def offset_after(self, ms: int) -> int:
        """The offset after so many milliseconds."""
        self.reading_ms += ms
        return self.clock.offset_ms


@pytest.fixture
def running() -> Running:
    return Running()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "instance" / "clock"


@pytest.fixture
def server(path: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock as `quiz serve` hands it over; its wall is far from anybody's own."""
    monkeypatch.setenv(VARIABLE, "")
    clock = Clock()
    clock.anchor(Anchor(5_000_000, 1_000, -250, NODE))
    clock.hand_over(path, "boot-one")
    return clock


def anchor_of(clock: Clock) -> Anchor:
    return Anchor(clock.wall_ms, clock.monotonic_ms, clock.offset_ms, clock.node)


def test_now_counts_on_by_the_monotonic_clock() -> None:
    clock = Clock(wall_ms=5_000_000, monotonic_ms=1_000, source=lambda: 1_250_000_000)
    assert clock.now() == 5_000_250


def test_now_adds_the_offset_and_the_wall_does_not(running: Running) -> None:
    running.clock.begin_at(-40)
    assert (running.clock.now(), running.clock.wall()) == (4_999_960, 5_000_000)


@pytest.mark.parametrize(
    ("goal", "path"),
    [(3, (0, 0, 1, 2, 3, 3)), (-3, (0, 0, -1, -2, -3, -3)), (0, (0, 0, 0, 0, 0, 0))],
)
def test_an_offset_is_followed_by_a_millisecond_in_250(
    running: Running, goal: int, path: tuple[int, ...]
) -> None:
    running.clock.follow(goal)
    assert tuple(running.offset_after(ms) for ms in (0, 249, 1, 250, 250, 9_999)) == path


def test_an_offset_that_was_taken_at_once_is_not_under_way(running: Running) -> None:
    running.reading_ms = -9_000
    running.clock.begin_at(7)
    running.clock.follow(30_000)
    assert running.clock.offset_ms == 7


def test_the_same_goal_again_changes_nothing(running: Running) -> None:
    running.clock.follow(1_000)
    for _ in range(10):
        running.offset_after(100)
        running.clock.follow(1_000)
    assert running.clock.offset_ms == 4


def test_a_goal_that_is_given_up_is_left_where_it_is(running: Running) -> None:
    running.clock.follow(30_000)
    assert running.offset_after(10_000) == 40
    running.clock.follow(40)
    assert [running.offset_after(ms) for ms in (0, 250, 60_000)] == [41, 40, 40]


@settings(deadline=None)
@given(
    steps=some.lists(
        some.tuples(
            some.sampled_from([0, 1, 7, 249, 250, 251, 2_000, 11_000]),
            some.integers(-40_000, 40_000) | some.integers(-5, 5),
        ),
        max_size=20,
    )
)
def test_now_never_falls_and_never_hurries(steps: list[tuple[int, int]]) -> None:
    running = Running()
    for passed, goal in steps:
        began, offset = running.clock.now(), running.clock.offset_ms
        running.clock.follow(goal)
        assert 0 <= running.clock.now() - began <= 1
        before = running.clock.now()
        running.reading_ms += passed
        assert running.clock.now() >= before
        assert abs(running.clock.offset_ms - offset) <= 1 + passed * MOST_PER_S / 1_000


def test_whoever_reads_by_the_course_before_is_never_ahead(running: Running) -> None:
    for goal in (30_000, -30_000):
        running.clock.follow(goal)
        running.reading_ms += 12_345
        by_the_one_before = [running.clock.now()]
        for _ in range(200):
            running.reading_ms += 1
            by_the_one_before.append(running.clock.now())
        running.reading_ms -= 200
        running.clock.follow(-goal)
        running.reading_ms += 1
        for told in by_the_one_before[1:]:
            assert running.clock.now() >= told
            running.reading_ms += 1


def test_worker_follows_the_environment(path: Path, server: Clock) -> None:
    worker = Clock()
    path.unlink()
    assert worker.take_over(path, "boot-one")
    assert anchor_of(worker) == (5_000_000, 1_000, -250, NODE)


def test_command_follows_the_file(path: Path, server: Clock) -> None:
    command = Clock()
    assert command.take_over(path, "boot-one", {})
    assert anchor_of(command) == (5_000_000, 1_000, -250, NODE)


def test_an_anchor_of_before_has_no_offset() -> None:
    assert parse("5000000 1000") == Anchor(5_000_000, 1_000, 0, "")


@pytest.mark.parametrize(
    ("content", "boot"),
    [
        ("5000000 1000 boot-one", "boot-two"),
        ("5000000 1000 ", ""),
        ("5000000 boot-one", "boot-one"),
        ("5000000 1000 12 boot-one", "boot-one"),
        ("5000000 1000 --12 a1 boot-one", "boot-one"),
        ("5e6 1000 boot-one", "boot-one"),
        ("５０ 1000 boot-one", "boot-one"),
        ("", "boot-one"),
    ],
)
def test_command_ignores_a_stale_or_broken_file(path: Path, content: str, boot: str) -> None:
    path.parent.mkdir()
    path.write_text(content, "utf-8")
    command = Clock(wall_ms=7, monotonic_ms=8)
    assert not command.take_over(path, boot, {})
    assert anchor_of(command) == (7, 8, 0, "")


def test_command_without_a_server_reads_its_own_wall(path: Path) -> None:
    assert not Clock().take_over(path, boot_id(), {})
