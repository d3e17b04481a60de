"""`make audit`: dangerous patterns in our code, and known faults of the packages that we lock.

Where the advisories cannot be reached nothing is compared, which is said, and is no failure.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "tests/requirements.lock")
BIN = Path(sys.executable).parent
BANDIT = ("bandit", "--quiet", "--recursive", "quiz", "-c", "pyproject.toml", "-ll")
PIP_AUDIT = ("pip-audit", "--disable-pip", "--require-hashes", "--format=json", "--timeout=5")
QUIET = ("--progress-spinner=off", "--desc=off")


def main() -> int:
    """Run both; the exit status is 1 if either found something."""
    print("bandit: looking at quiz/")
    has_patterns = run(*BANDIT).returncode != 0
    faults = [fault for lock in LOCKS for fault in compare(lock)]
    print(*faults, sep="\n", end="\n" if faults else "")
    return int(has_patterns or bool(faults))


def run(program: str, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """One of the tools that the tests install, in the folder of the project."""
    return subprocess.run(
        [str(BIN / program), *arguments], cwd=ROOT, check=False, text=True, **options
    )


def compare(lock: str) -> list[str]:
    """A line for each known fault of what `lock` names; what was compared is printed."""
    result = run(*PIP_AUDIT, *QUIET, "-r", lock, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    packages = read(result.stdout)
    print(f"pip-audit: {lock}: {summary(packages)}")
    return list(faults_of(packages))


def read(output: str) -> list[dict[str, Any]]:
    """The packages of pip-audit's report; none where it could not make one."""
    try:
        packages: list[dict[str, Any]] = json.loads(output)["dependencies"]
    except (ValueError, KeyError):
        return []
    return packages


def summary(packages: list[dict[str, Any]]) -> str:
    """How many packages were compared, in a sentence."""
    compared = sum("vulns" in package for package in packages)
    if not compared:
        return "the advisories cannot be reached, nothing was compared."
    return f"{compared} of {len(packages)} packages were compared."


def faults_of(packages: Iterable[dict[str, Any]]) -> Iterable[str]:
    """Each known fault: the package, the advisory, and the versions that mend it."""
    for package in packages:
        for fault in package.get("vulns", ()):
            mended = ", ".join(fault["fix_versions"]) or "no version"
            yield f"{package['name']} {package['version']}: {fault['id']}, mended in {mended}"


if __name__ == "__main__":
    sys.exit(main())
