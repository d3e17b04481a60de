"""What a look at the machine found, as tests compare it."""

from collections.abc import Iterable

from quiz.cli.checks.finding import Finding


def bad(findings: Iterable[Finding]) -> list[str]:
    return [finding.sentence for finding in findings if not finding.well]
