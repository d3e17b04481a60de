"""A worker that dies or hangs is noticed, and never holds up whoever looks after the others."""

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from quiz.cli import workers
from quiz.cli.worker import Worker
from quiz.cli.workers import see_off

PATIENCE_S = 30.0
SOON_S = 0.2


class Nothing:
    """Serves nobody, and is told how late its loop is."""

    async def __call__(self, *_: object) -> None:
        """Nobody asks."""

    def note_look(self, late_ms: int) -> None:
        """How late does not matter here."""


def load() -> object:
    """What the worker serves."""
    return Nothing()


def eventually(is_so: Callable[[], bool]) -> bool:
    """Whether `is_so` becomes true before patience ends."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(SOON_S / 4)
    return True


def stop(worker: Worker) -> int:
    """Let the worker hang from now on; its process."""
    pid = worker.process.pid or 0
    os.kill(pid, signal.SIGSTOP)
    os.waitid(os.P_PID, pid, os.WSTOPPED | os.WNOWAIT)
    return pid


@pytest.fixture
def worker() -> Iterator[Worker]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        worker = Worker(load, [listener])
        worker.take(0)
        worker.start()
        assert eventually(worker.is_ready)
        yield worker
        worker.process.kill()
        worker.join()


def test_one_that_answers_is_alive(worker: Worker) -> None:
    assert worker.is_alive(PATIENCE_S)
    assert eventually(worker.has_answered)
    # It has answered since, so it is asked anew.
    assert worker.is_alive(SOON_S)


def test_one_that_hangs_is_given_time_and_no_more(worker: Worker) -> None:
    stop(worker)
    assert worker.is_alive(PATIENCE_S)
    time.sleep(2 * SOON_S)
    assert (worker.is_alive(PATIENCE_S), worker.is_alive(SOON_S)) == (True, False)


def test_one_that_dies_while_it_hangs_is_noticed(worker: Worker) -> None:
    pid = stop(worker)
    assert worker.is_alive(PATIENCE_S)
    os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: not worker.is_alive(PATIENCE_S))


def test_one_that_does_not_end_is_ended(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "GRACE_SECONDS", SOON_S)
    stop(worker)
    worker.terminate()
    see_off(worker)
    assert worker.exitcode == -signal.SIGKILL


def test_a_spare_serves_where_it_is_told_to() -> None:
    with ExitStack() as held:
        listeners = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(2)]
        spare = Worker(load, listeners)
        spare.start()
        try:
            # It is asked, and says that it does not serve yet.
            assert spare.is_alive(PATIENCE_S)
            assert eventually(spare.has_answered)
            assert not spare.is_ready()
            spare.take(1)
            assert eventually(spare.is_ready)
            for listener, answers in zip(listeners, (False, True), strict=True):
                line = held.enter_context(socket.create_connection(listener.getsockname()))
                line.settimeout(PATIENCE_S if answers else SOON_S)
                line.sendall(b"what?\r\n")
                if answers:
                    assert line.recv(1) != b"x"
                else:
                    with pytest.raises(TimeoutError):
                        line.recv(1)
        finally:
            spare.kill()
            spare.join()
