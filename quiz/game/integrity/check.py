"""Everything that is counted, made again from the stored answers and compared with what is stored.

Sums are made here in plain Python, so that they share nothing with the tally but the one function
that gives an answer its points.
"""

from collections.abc import Iterator

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select, text

from quiz.events.facts import EventFacts
from quiz.events.queries import event_facts
from quiz.extensions import db
from quiz.game.integrity.boards import histogram_faults, number_faults, row_faults, scores_of
from quiz.game.integrity.divisions import divide_sums, division_faults
from quiz.game.integrity.evidence import Sums, answer_faults, counted_rounds, name_of, read_crowd
from quiz.game.models import Answer, Board, Player, Standing


def event_differences(event_id: int) -> Iterator[LazyString]:
    """A sentence for each thing in which what is stored differs from what the answers say."""
    facts = event_facts(event_id)
    if facts is None:
        return
    crowd, sums, before = read_crowd(facts), Sums(), None
    for counted in counted_rounds(facts):
        yield from answer_faults(counted, crowd, sums)
        divide_sums(counted, crowd, sums)
        board = db.session.get(Board, counted.played.times.id, populate_existing=True)
        if board is None:
            yield _l("%(event)s, round %(number)s is counted and has no board.", **counted.names)
            continue
        yield from number_faults(counted, board, sums)
        yield from histogram_faults(counted, board, crowd, sums)
        yield from row_faults(counted, board, before, crowd, sums)
        yield from division_faults(counted, board, sums)
        before = scores_of(board)
    yield from standing_faults(facts, sums)


def database_differences() -> Iterator[LazyString]:
    """What the database itself finds wrong; PostgreSQL checks its references all the time."""
    if db.engine.dialect.name != "sqlite":
        return
    for (reason,) in db.session.execute(text("PRAGMA integrity_check")):
        if reason != "ok":
            yield _l("The database file is damaged: %(reason)s", reason=reason)
    for row in db.session.execute(text("PRAGMA foreign_key_check")):
        yield _l(
            "A row of %(table)s refers to one of %(parent)s that is gone.",
            table=row[0],
            parent=row[2],
        )


def standing_faults(facts: EventFacts, sums: Sums) -> Iterator[LazyString]:
    """Whether every standing is the sum of its answers."""
    rows = db.session.execute(
        select(Standing.player_id, Standing.score, Standing.right_answers).where(
            Standing.event_id == facts.id
        )
    )
    stored = {row.player_id: (row.score, row.right_answers) for row in rows}
    true = {player: (score, sums.right[player]) for player, score in sums.scores.items()}
    for player in sorted(set(stored) | set(true)):
        if stored.get(player) != true.get(player):
            yield _l(
                "%(event)s: the standing of player %(player)s is %(stored)s, not %(true)s.",
                event=facts.code,
                player=name_of(player),
                stored=stored.get(player),
                true=true.get(player),
            )


def counted_answers(event_id: int) -> int:
    """How many answers the event has in all."""
    of_event = select(func.count()).select_from(Answer).join(Player)
    return db.session.scalar(of_event.where(Player.event_id == event_id)) or 0
