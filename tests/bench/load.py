"""Run wrk once, and read what it says."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from quiz.cli.rehearsal.behaviour import BEHAVIOUR

LUA = Path(__file__).parent / "lua"


def table_of_phones() -> str:
    """The page's table of behaviours, as behaviour.lua reads it."""
    return " ".join(
        f"{kind}.{name}={number}"
        for kind, numbers in BEHAVIOUR.items()
        for name, number in numbers.items()
    )


@dataclass(frozen=True, slots=True)
class Load:
    """One way of asking: a script, its path, how many connections, for how long."""

    script: str
    path: str
    connections: int = 128
    seconds: int = 5
    threads: int = 1
    tokens: Path | None = None
    salt: str = ""
    paced: bool = False
    # Whether players who have answered may answer again: to an echo all are alike.
    again: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What came back: answers a second, how many in all, refused or lost, the 99th percentile."""

    per_second: float
    answered: int
    errors: int
    p99_ms: float


def start(base: str, load: Load) -> "subprocess.Popen[str]":
    """wrk, running."""
    environment = os.environ | {
        "BENCH_PATH": load.path,
        "BENCH_THREADS": str(load.threads),
        "BENCH_CONNECTIONS": str(load.connections),
        "BENCH_SALT": load.salt,
    }
    if load.paced:
        environment["BENCH_PACED"] = "1"
    if load.again:
        environment["BENCH_AGAIN"] = "1"
    if load.tokens is not None:
        environment["BENCH_TOKENS"] = str(load.tokens)
    command = [
        "wrk",
        f"-t{load.threads}",
        f"-c{load.connections}",
        f"-d{load.seconds}s",
        "--latency",
        "--timeout",
        "10s",
        "-s",
        str(LUA / load.script),
        base,
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def finish(running: "subprocess.Popen[str]") -> Result:
    """Wait for wrk and read its figures."""
    output, _ = running.communicate()
    if running.returncode:
        raise RuntimeError(f"wrk failed: {output}")
    errors = sum(int(n) for n in re.findall(r"Non-2xx or 3xx responses: (\d+)", output))
    for kinds in re.findall(r"Socket errors: (.*)", output):
        errors += sum(int(n) for n in re.findall(r"\d+", kinds))
    return Result(
        per_second=float(found(r"Requests/sec:\s+([\d.]+)", output)),
        answered=int(found(r"(\d+) requests in", output)),
        errors=errors,
        p99_ms=milliseconds(found(r"99%\s+([\d.]+\w+)", output)),
    )


def run(base: str, load: Load) -> Result:
    """Run wrk from beginning to end."""
    return finish(start(base, load))


def found(pattern: str, output: str) -> str:
    """The first group of `pattern` in what wrk printed."""
    match = re.search(pattern, output)
    if match is None:
        raise RuntimeError(f"wrk printed no {pattern!r}: {output}")
    return match.group(1)


def milliseconds(text: str) -> float:
    """wrk's `1.23ms`, `45us` or `1.20s` as milliseconds."""
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]
