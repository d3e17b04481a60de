"""A machine has room for a crowd up to its limits; beyond them they are named."""

import os
import resource
import shutil
import subprocess
import sys
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path
from types import SimpleNamespace

import pytest

from quiz.cli.checks import machine
from quiz.cli.checks.finding import Finding
from quiz.cli.checks.machine import look_at_address, look_at_network, look_at_room
from quiz.config import Settings
from tests.cli.checks.findings import bad

LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (1024, {limit}))
from quiz.cli import main
main()
"""


@pytest.mark.parametrize(("backlog", "faults"), [("4096", 0), ("128", 1)])
def test_a_short_queue_is_named(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, backlog: str, faults: int
) -> None:
    (tmp_path / "somaxconn").write_text(f"{backlog}\n")
    monkeypatch.setattr(machine, "BACKLOG", tmp_path / "somaxconn")
    assert len(bad(look_at_network(settings))) == faults


def test_https_without_a_known_proxy_is_named(settings: Settings) -> None:
    ours = replace(settings, origin="https://quiz.museum.example")
    assert bad(look_at_network(ours)) == [
        "Something speaks https for us, but QUIZ_PROXIES does not say at which address."
    ]
    assert bad(look_at_network(replace(ours, proxies=(ip_network("10.0.0.7"),)))) == []


def test_an_address_that_phones_cannot_reach_is_named(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "8080")
    [sentence] = bad(look_at_address(settings))
    assert sentence.startswith("Phones cannot reach 127.0.0.1: ")
    # A proxy names the address in each request.
    assert list(look_at_address(replace(settings, proxies=(ip_network("10.0.0.7"),)))) == []
    ours = replace(settings, origin="https://quiz.museum.example")
    assert list(look_at_address(ours)) == [
        Finding(True, "Links and QR codes begin with https://quiz.museum.example.")
    ]


@pytest.mark.parametrize(
    ("free", "finding"),
    [
        (500_000_000, Finding(True, "500 MB are free in {folder}.")),
        (499_999_999, Finding(False, "499 MB are free in {folder}.")),
    ],
)
def test_a_full_disk_is_named(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, free: int, finding: Finding
) -> None:
    folder = settings.instance
    disks = {folder: SimpleNamespace(free=free)}
    monkeypatch.setattr(shutil, "disk_usage", disks.__getitem__)
    expected = replace(finding, sentence=finding.sentence.format(folder=folder))
    assert next(look_at_room(settings)) == expected
    # Before the first start there is only the folder above.
    assert next(look_at_room(replace(settings, instance=folder / "instance"))) == expected


@pytest.mark.parametrize("writable", [True, False])
def test_a_folder_that_cannot_be_written_to_is_named(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, writable: bool
) -> None:
    # Root may write to any folder, whatever its mode.
    monkeypatch.setattr(os, "access", lambda folder, mode: writable or mode != os.W_OK)
    finding = Finding(False, f"{settings.instance} cannot be written to.")
    assert (finding in look_at_room(settings)) is not writable


@pytest.mark.parametrize(("limit", "verdict"), [(4096, "well"), (4095, "MEND")])
def test_a_process_that_may_open_few_files_is_named(
    tmp_path: Path, limit: int, verdict: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED.format(limit=limit), "doctor"],
        env=os.environ | {"QUIZ_INSTANCE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    sentence = f"{verdict}  A process may open {limit} files; each phone takes one."
    assert sentence in done.stdout.splitlines()


def test_no_limit_of_files_is_well(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: (1024, resource.RLIM_INFINITY))
    sentence = "A process may open any number of files; each phone takes one."
    assert list(look_at_room(settings))[-1] == Finding(True, sentence)
