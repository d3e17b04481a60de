"""An event's results as files for a spreadsheet."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.accounts.roles import ADMIN
from quiz.bank.kinds.registry import kind_of, prompt_of
from quiz.events.models import Event
from quiz.events.queries import get_event
from quiz.i18n import measures
from quiz.i18n.languages import NAMES
from quiz.reports import sheets
from quiz.web.admin.blueprint import admin
from quiz.web.admin.hours import wall_hour
from quiz.web.admin.sheets import Cell, sheet
from quiz.web.guards import role
from quiz.web.language import current_language
from quiz.web.recording import note

ANSWERS = (
    _l("Round"),
    _l("Question"),
    _l("Nickname"),
    _l("Channel"),
    _l("Language"),
    _l("Answer"),
    _l("Share of the credit"),
    _l("Seconds"),
    _l("Points"),
    _l("Player number"),
)


@admin.get("/events/<code>/standings.csv")
@role(ADMIN)
def standings_file(code: str) -> ResponseReturnValue:
    """Every player with rank and score; who is on no board has no rank."""
    event = noted("export.standings", code)
    rows = standing_rows(sheets.standings(event.id), event.time_zone)
    return sheet(f"celadon-{event.code}-standings", standing_heads(event.time_zone), rows)


@admin.get("/events/<code>/answers.csv")
@role(ADMIN)
def answers_file(code: str) -> ResponseReturnValue:
    """Every answer of every launched round."""
    event = noted("export.answers", code)
    contents = {played.id: (played.number, played.content) for played in event.rounds}
    rows = answer_rows(sheets.answers(event.id), contents, current_language())
    return sheet(f"celadon-{event.code}-answers", ANSWERS, rows)


def noted(act: str, code: str) -> Event:
    """The event of that code, whose file somebody takes away: that is kept."""
    note(act, get_event(code).subject)
    return get_event(code)


def standing_heads(zone: str) -> Sequence[Any]:
    """The names of its columns; hours are those of that time zone, and say so."""
    place = LazyString(lambda: measures.place_of(zone, current_language()))
    return (
        _l("Rank"),
        _l("Nickname"),
        _l("Channel"),
        _l("Language"),
        _l("Score"),
        _l("Right answers"),
        _l("Joined (time of %(place)s)", place=place),
        _l("Player number"),
        _l("Players of the same rank"),
    )


def standing_rows(lines: Iterator[sheets.StandingLine], zone: str) -> Iterator[Sequence[Cell]]:
    for line in lines:
        yield (
            line.rank,
            line.nickname,
            line.channel,
            NAMES[line.language],
            line.score,
            line.right_answers,
            wall_hour(line.joined_at // 1000 * 1000, zone),
            player_number(line.player_id),
            line.tied,
        )


def answer_rows(
    lines: Iterator[sheets.AnswerLine],
    contents: Mapping[int, tuple[int, dict[str, Any]]],
    language: str,
) -> Iterator[Sequence[Cell]]:
    # A round that was launched meanwhile is for the next file.
    for line in (line for line in lines if line.round_id in contents):
        number, content = contents[line.round_id]
        yield (
            number,
            prompt_of(content).in_(language),
            line.nickname,
            line.channel,
            NAMES[line.language],
            " | ".join(text.in_(language) for text in kind_of(content).words(content, line.value)),
            share_of(line.credit),
            Decimal(line.elapsed_ms) / 1000,
            line.points,
            player_number(line.player_id),
        )


def share_of(credit: str | None) -> Decimal | None:
    """A stored fraction as a decimal from 0 to 1; none for a poll."""
    return None if credit is None else round(Decimal(float(Fraction(credit))), 4).normalize()


def player_number(player_id: int) -> str:
    """A player's number as text: a spreadsheet would round it off."""
    return f"P-{player_id:x}"
