"""The program is whole: its Python, its secret, its catalogues."""

import os
import sys
from pathlib import Path

import pytest

from quiz.cli.checks import program
from quiz.cli.checks.finding import Finding
from quiz.cli.checks.program import look_at_catalogues, look_at_python, look_at_secret
from quiz.config import Settings, make_secret
from tests.cli.checks.findings import bad


@pytest.mark.parametrize(
    ("version", "finding"),
    [
        ((3, 10, 99), Finding(False, "Python 3.10; 3.11 to 3.14 will do.")),
        ((3, 11, 0), Finding(True, "Python 3.11; 3.11 to 3.14 will do.")),
        ((3, 14, 99), Finding(True, "Python 3.14; 3.11 to 3.14 will do.")),
        ((3, 15, 0), Finding(False, "Python 3.15; 3.11 to 3.14 will do.")),
    ],
)
def test_a_python_too_old_or_too_new_is_named(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    version: tuple[int, int, int],
    finding: Finding,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "version_info", version)
        findings = list(look_at_python(settings))
    assert findings == [finding]


def test_a_secret_that_others_may_read_is_named(settings: Settings) -> None:
    make_secret(settings.secret_file)
    assert bad(look_at_secret(settings)) == []
    settings.secret_file.chmod(0o640)
    (sentence,) = bad(look_at_secret(settings))
    assert "has mode 0640" in sentence


def test_a_missing_secret_is_named(settings: Settings) -> None:
    (sentence,) = bad(look_at_secret(settings))
    assert sentence.startswith("There is no secret key")


def test_a_credential_is_safe_whatever_its_mode(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_secret(settings.secret_file)
    settings.secret_file.chmod(0o440)
    monkeypatch.setattr(program, "SAFE_FOLDERS", (f"{settings.instance}/",))
    assert bad(look_at_secret(settings)) == []


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of all translations; each is compiled in the second in which it was written."""
    for language in ("fr", "zh"):
        folder = tmp_path / "translations" / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        for name in ("messages.po", "messages.mo", "wtforms.po", "wtforms.mo"):
            (folder / name).touch()
            os.utime(folder / name, (1000, 1000))
    monkeypatch.setattr(program, "ROOT", tmp_path)
    return tmp_path / "translations"


def test_compiled_catalogues_are_well(settings: Settings, catalogues: Path) -> None:
    assert list(look_at_catalogues(settings)) == [
        Finding(True, "The catalogue of fr is compiled."),
        Finding(True, "The catalogue of zh is compiled."),
    ]


@pytest.mark.parametrize("domain", ["messages", "wtforms"])
@pytest.mark.parametrize("stale", [True, False])
def test_a_catalogue_that_is_stale_or_not_compiled_is_named(
    settings: Settings, catalogues: Path, domain: str, stale: bool
) -> None:
    source = catalogues / "zh" / "LC_MESSAGES" / f"{domain}.po"
    if stale:
        os.utime(source, (1001, 1001))
    else:
        source.with_suffix(".mo").unlink()
    assert list(look_at_catalogues(settings)) == [
        Finding(True, "The catalogue of fr is compiled."),
        Finding(False, "The catalogue of zh is not compiled; make run does."),
    ]
