"""Every process of a machine says the same instant, whatever happens to its wall clock."""

from pathlib import Path

import pytest

from quiz.clock import VARIABLE, Clock, boot_id, database_offset


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "instance" / "clock"


@pytest.fixture
def server(path: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock as `quiz serve` hands it over; its wall is far from anybody's own."""
    monkeypatch.setenv(VARIABLE, "")
    clock = Clock(wall_ms=5_000_000, monotonic_ms=1_000)
    clock.hand_over(path, "boot-one")
    return clock


def test_now_counts_on_by_the_monotonic_clock() -> None:
    clock = Clock(wall_ms=5_000_000, monotonic_ms=1_000, source=lambda: 1_250_000_000)
    assert clock.now() == 5_000_250


def test_now_adds_the_offset_of_the_database() -> None:
    clock = Clock(wall_ms=5_000_000, monotonic_ms=0, offset_ms=-40, source=lambda: 0)
    assert clock.now() == 4_999_960


def test_worker_follows_the_environment(path: Path, server: Clock) -> None:
    worker = Clock()
    path.unlink()
    assert worker.take_over(path, "boot-one")
    assert (worker.wall_ms, worker.monotonic_ms) == (5_000_000, 1_000)


def test_command_follows_the_file(path: Path, server: Clock) -> None:
    command = Clock()
    assert command.take_over(path, "boot-one", {})
    assert (command.wall_ms, command.monotonic_ms) == (5_000_000, 1_000)


@pytest.mark.parametrize(
    ("content", "boot"),
    [
        ("5000000 1000 boot-one", "boot-two"),
        ("5000000 1000 ", ""),
        ("5000000 boot-one", "boot-one"),
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
    assert (command.wall_ms, command.monotonic_ms) == (7, 8)


def test_command_without_a_server_reads_its_own_wall(path: Path) -> None:
    assert not Clock().take_over(path, boot_id(), {})


@pytest.mark.parametrize(
    ("asked", "database", "answered", "offset"),
    [(1_000, 1_500, 1_000, 500), (1_000, 1_010, 1_020, 0), (1_000, 400, 1_200, -700)],
)
def test_offset_is_measured_from_the_middle(
    asked: int, database: int, answered: int, offset: int
) -> None:
    assert database_offset(asked, database, answered) == offset
