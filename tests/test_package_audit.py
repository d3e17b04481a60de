"""What `make audit` says of pip-audit's report."""

import json

from tests.package_audit import faults_of, read, summary

SOUND = {"name": "flask", "version": "3.1.3", "vulns": []}
FAULTY = {
    "name": "wheel",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["1.1", "1.2"], "aliases": []}],
}
UNKNOWN = {"name": "nothing", "skip_reason": "Dependency not found on PyPI"}


def test_a_known_fault_is_a_line() -> None:
    packages = read(json.dumps({"dependencies": [SOUND, FAULTY, UNKNOWN], "fixes": []}))

    assert list(faults_of(packages)) == ["wheel 1.0: PYSEC-2026-1, mended in 1.1, 1.2"]
    assert summary(packages) == "2 of 3 packages were compared."


def test_without_advisories_nothing_is_compared() -> None:
    said = "the advisories cannot be reached, nothing was compared."

    assert [summary(read(text)) for text in ("", "Traceback", "{}")] == [said] * 3
    assert summary(read(json.dumps({"dependencies": [UNKNOWN]}))) == said
