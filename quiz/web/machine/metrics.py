"""Numbers about this machine, kept and added up over its workers by Prometheus's own library.

What happens thousands of times a second is counted in plain numbers, see `crowd.counter`, for a
seventh of the library's work, and brought into it once a second: a killed worker loses the last
second of them at most.
"""

import os
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from quiz.capacity.strain import Strain
from quiz.live.runtime import Runtime
from quiz.web.crowd.counter import RequestCounter
from quiz.web.crowd.http import StartResponse
from quiz.web.crowd.verdicts import BY_STATUS

# The variable that names the folder in which the workers of a machine keep their numbers; the
# library reads it when it is imported.
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
EVERY_S = 1.0
BATCH_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000)
COMMIT_S = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 5.0)
VERDICTS = {str(status): str(verdict) for status, verdict in BY_STATUS.items()}
READ_AT = "celadon_facts_read"
STRAIN = "What is given up so that answers come in: " + ", ".join(
    f"{step} {step.name.lower()}" for step in Strain
)


class Metrics:
    """The numbers of this process, and with a folder those of its neighbours."""

    def __init__(self, desk: Runtime, counter: RequestCounter) -> None:
        self._desk = desk
        self._counter = counter
        self._ending = threading.Event()
        self._lock = threading.Lock()
        self._before: defaultdict[object, int] = defaultdict(int)
        self._registry = CollectorRegistry()
        self._counters(self._registry)
        self._gauges(self._registry)

    def _counters(self, registry: CollectorRegistry) -> None:
        self._requests = Counter(
            "celadon_requests", "Requests answered.", ("what", "status"), registry=registry
        )
        self._answers = Counter(
            "celadon_answers", "Answers by verdict.", ("verdict",), registry=registry
        )
        for verdict in VERDICTS.values():
            self._answers.labels(verdict)
        self._entries = Histogram(
            "celadon_batch_entries",
            "Joins and answers written in one transaction.",
            buckets=BATCH_SIZES,
            registry=registry,
        )
        self._seconds = Histogram(
            "celadon_commit_seconds",
            "Time from the start of a batch to its commit.",
            buckets=COMMIT_S,
            registry=registry,
        )
        self._failures = Counter(
            "celadon_ledger_failures", "Batches that failed as a whole.", registry=registry
        )

    def _gauges(self, registry: CollectorRegistry) -> None:
        def gauge(name: str, meaning: str, mode: Any) -> Gauge:
            return Gauge(name, meaning, registry=registry, multiprocess_mode=mode)

        self._waiting = gauge(
            "celadon_waiting", "Joins and answers that wait for the next batch.", "livesum"
        )
        self._workers = gauge("celadon_workers", "Processes that answer.", "livesum")
        self._read_at = gauge(READ_AT, "Age of what the slowest worker knows.", "liveall")
        self._capacity = gauge(
            "celadon_capacity", "Pulses a second that phones may ask of all machines.", "livemax"
        )
        self._lag = gauge(
            "celadon_lag_seconds", "The longest that an answer waited lately.", "livemax"
        )
        self._line = gauge(
            "celadon_line_seconds", "For how long requests stand in line.", "livemax"
        )
        self._strain = gauge("celadon_strain", STRAIN, "livemax")
        self._offset = gauge(
            "celadon_clock_offset_seconds",
            "How far the quiz's clock is ahead of the wall's at the start.",
            "liveall",
        )
        self._away = gauge(
            "celadon_clock_disagreement_seconds",
            "How far the database's clock is ahead of the quiz's.",
            "liveall",
        )

    def start(self) -> None:
        """Bring the numbers up to date once a second."""
        threading.Thread(target=self._live, name="numbers", daemon=True).start()

    def end(self) -> None:
        """Bring them up to date a last time; this process no longer answers."""
        self._ending.set()
        self.publish()
        if folder := os.environ.get(FOLDER):
            mark_process_dead(os.getpid(), folder)

    def counted(self, path: str, start_response: StartResponse) -> StartResponse:
        """`start_response`, counting the status of the answer to a request for `path`."""

        def start(status: str, *rest: Any) -> Any:
            self._counter.note(path, status[:3])
            return start_response(status, *rest)

        return start

    def publish(self) -> None:
        """Bring in what was counted since, and what is measured anew each time."""
        with self._lock:
            for (what, status), count in list(self._counter.requests.items()):
                new = self._new((what, status), count)
                self._requests.labels(what, status).inc(new)
                if what == "answer" and status in VERDICTS:
                    self._answers.labels(VERDICTS[status]).inc(new)
            self._publish_work()
            self._waiting.set(self._desk.ledger.waiting)
            self._workers.set(1)
            self._capacity.set(self._desk.watch.load.capacity)
            self._strain.set(self._desk.line.strain)
            self._line.set(self._desk.line.ms / 1_000)
            self._lag.set(self._desk.lag.longest_ms() / 1_000)
            self._read_at.set(self._desk.watch.read_at)
            self._offset.set(self._desk.clock.offset_ms / 1_000)
            self._away.set(self._desk.watch.agreement.disagreement_ms / 1_000)

    def _publish_work(self) -> None:
        work = self._desk.ledger.work
        while work.batches:
            batch = work.batches.popleft()
            self._entries.observe(batch.entries)
            self._seconds.observe(batch.seconds)
        self._failures.inc(self._new("failures", work.failures))

    def _new(self, key: object, count: int) -> int:
        """How much `count` has grown since it was last asked for."""
        new, self._before[key] = count - self._before[key], count
        return new

    def exposition(self) -> bytes:
        """All that is counted on this machine, in the text format that Prometheus reads."""
        self.publish()
        machine = CollectorRegistry()
        machine.register(Machine(self._registry))
        return generate_latest(machine)

    def _live(self) -> None:
        while not self._ending.wait(EVERY_S):
            self.publish()


class Machine(Collector):
    """The numbers of all workers, or of this process where they share no folder."""

    def __init__(self, own: CollectorRegistry) -> None:
        self._own = own

    def collect(self) -> Iterable[Metric]:
        """Each metric once: of what every worker says for itself, what matters most."""
        for metric in self._added_up():
            if metric.name in FURTHEST:
                name, choose = FURTHEST[metric.name]
                single = Metric(name, metric.documentation, metric.type)
                single.add_sample(name, {}, choose([sample.value for sample in metric.samples]))
                yield single
            else:
                yield metric

    def _added_up(self) -> Iterable[Metric]:
        folder = os.environ.get(FOLDER)
        if not folder:
            return self._own.collect()
        forget_the_dead(Path(folder))
        return list(MultiProcessCollector(None, folder).collect())


def furthest(values: Sequence[float]) -> float:
    """The one that is furthest from nought."""
    return max(values, key=abs)


def age_of_oldest(values: Sequence[float]) -> float:
    """How long ago the earliest of those readings of the monotonic clock was."""
    return monotonic() - min(values)


# How the workers' own gauges become one, and what that is called.
FURTHEST: dict[str, tuple[str, Callable[[Sequence[float]], float]]] = {
    READ_AT: ("celadon_facts_age_seconds", age_of_oldest),
    "celadon_clock_offset_seconds": ("celadon_clock_offset_seconds", furthest),
    "celadon_clock_disagreement_seconds": ("celadon_clock_disagreement_seconds", furthest),
}


def forget_the_dead(folder: Path) -> None:
    """Count no gauge of a worker that was killed; what it had counted stays."""
    for path in folder.glob("gauge_live*.db"):
        pid = int(path.stem.rpartition("_")[2])
        try:
            os.kill(pid, 0)
        except (ProcessLookupError, PermissionError):
            # Another worker may be asked at the same moment.
            with suppress(FileNotFoundError):
                mark_process_dead(pid, str(folder))
