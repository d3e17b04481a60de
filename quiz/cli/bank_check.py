"""`quiz bank check`: what a careful editor would look at again."""

from collections.abc import Iterator

import click
from flask.cli import with_appcontext
from flask_babel import ngettext

from quiz.bank.checks.registry import flaws
from quiz.bank.flaws import open_flaws
from quiz.bank.formats.foreign import first_words
from quiz.bank.queries import draft_of, get_bank_named, list_banks, list_questions
from quiz.i18n.localized import LANGUAGES
from quiz.i18n.reader import reading_language

# The exit code where something stands open.
OPEN = 3


@click.command()
@click.argument("bank", required=False)
@with_appcontext
def check_command(bank: str | None) -> None:
    """Say what a careful editor would look at again in BANK, or in every bank.

    Translations that are short, numbers that differ between the languages, choices that say the
    same, right answers that their place gives away, signs typed wrongly, what has no source, no
    credit or no rights. The exit code is 3 where something stands open, 0 where nothing does.

    Example: quiz bank check "V&A"
    """
    named = [get_bank_named(bank).id] if bank is not None else [row.id for row in list_banks()]
    names = {row.id: row.name for row in list_banks()}
    found = {number: list(flaw_lines(number)) for number in named}
    for number, lines in found.items():
        many = open_flaws(number).count
        counted = ngettext(
            "%(number)s thing to look at again",
            "%(number)s things to look at again",
            many,
            number=many,
        )
        click.echo(f"{names[number]}: {counted}")
        for line in lines:
            click.echo(f"    {line}")
    if any(found.values()):
        click.get_current_context().exit(OPEN)


def flaw_lines(bank_id: int) -> Iterator[str]:
    """A line for each flaw: of the whole bank, then question by question."""
    yield from map(str, open_flaws(bank_id).of_bank)
    spoken = reading_language()
    language = spoken if spoken in LANGUAGES else LANGUAGES[0]
    for question in list_questions(bank_id, archived=False):
        is_open = question.flaws and question.checked_version != question.version
        found = flaws(draft_of(question)) if is_open else ()
        if found:
            yield first_words(question.prompt.in_(language))
        for flaw in found:
            yield f"    {flaw.sentence}"
            if flaw.after:
                yield f"    {flaw.before} → {flaw.after}"
