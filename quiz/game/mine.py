"""What `me` reads of players: one statement for all who ask the same, and its rows. Pure."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from quiz.game.facts import AnswerFacts, MendedFacts, PlayerFacts

# One statement, hence one snapshot: a count that commits meanwhile is in all parts or in none.
MINE = """
SELECT player.id, player.nickname, player.language, player.unranked_at,
  result.value, result.elapsed_ms, result.credit, result.points, {given},
  COALESCE(standing.score, 0) - {hidden_points},
  COALESCE(standing.right_answers, 0) - {hidden_right},
  {mended}, {behind}
FROM {rows}
"""
MENDED = "mended.mend_id, mended.points_before, mended.points"
GIVEN = "given.value, given.elapsed_ms, given.credit, given.points"
LOCALLY = """
json_each(?) AS asked JOIN player ON player.id = asked.value
LEFT JOIN standing ON standing.event_id = ? AND standing.player_id = player.id
LEFT JOIN answer AS result ON result.round_id = ? AND result.player_id = player.id
"""
GIVEN_LOCALLY = "LEFT JOIN answer AS given ON given.round_id = ? AND given.player_id = player.id"
# PostgreSQL plans by what it has seen, and of a new round it has seen nothing: it would go through
# all of its answers for each player. A single row that is looked up aside leaves it no choice.
REMOTELY = """
unnest(?::bigint[]) AS asked (value)
JOIN LATERAL (
  SELECT id, nickname, language, unranked_at FROM player WHERE id = asked.value LIMIT 1
) AS player ON TRUE
LEFT JOIN LATERAL (
  SELECT score, right_answers FROM standing WHERE event_id = ? AND player_id = player.id LIMIT 1
) AS standing ON TRUE
LEFT JOIN LATERAL (
  SELECT value, elapsed_ms, credit, points FROM answer
  WHERE round_id = ? AND player_id = player.id LIMIT 1
) AS result ON TRUE
"""
GIVEN_REMOTELY = """
LEFT JOIN LATERAL (
  SELECT value, elapsed_ms, credit, points FROM answer
  WHERE round_id = ? AND player_id = player.id LIMIT 1
) AS given ON TRUE
"""
MENDED_LOCALLY = """
LEFT JOIN mended_answer AS mended ON mended.player_id = player.id AND mended.mend_id = (
  SELECT MAX(own.mend_id) FROM mended_answer AS own
  WHERE own.player_id = player.id AND own.mend_id IN ({marks})
)
"""
MENDED_REMOTELY = """
LEFT JOIN LATERAL (
  SELECT mend_id, points_before, points FROM mended_answer
  WHERE player_id = player.id AND mend_id IN ({marks}) ORDER BY mend_id DESC LIMIT 1
) AS mended ON TRUE
"""
HIDDEN = """COALESCE((
  SELECT SUM({what}) FROM answer JOIN round ON round.id = answer.round_id
  WHERE answer.player_id = player.id AND answer.round_id IN ({marks})
  AND round.counted_at IS NOT NULL
), 0)"""
IS_RIGHT = """CASE
  WHEN answer.credit = '1' AND (round.voided_at IS NULL OR round.counts_again) THEN 1 ELSE 0
END"""
BEHIND = "COALESCE(place.behind, 0)"
PLACE_LOCALLY = """
LEFT JOIN tie_place AS place ON place.round_id = ? AND place.player_id = player.id
"""
PLACE_REMOTELY = """
LEFT JOIN LATERAL (
  SELECT behind FROM tie_place WHERE round_id = ? AND player_id = player.id LIMIT 1
) AS place ON TRUE
"""
NO_ROUND = 0


@cache
def mine_statement(local: bool, hidden: int, apart: bool, mends: int, is_divided: bool) -> str:
    """The statement, where so many rounds are hidden, and the round that is on is one `apart`.

    Mostly none is hidden and nothing is added up; mostly nothing was mended, and no score
    `is_divided` by a tie-break.
    """
    marks = ", ".join("?" * hidden)
    rows, given = (LOCALLY, GIVEN_LOCALLY) if local else (REMOTELY, GIVEN_REMOTELY)
    mended, place = (MENDED_LOCALLY, PLACE_LOCALLY) if local else (MENDED_REMOTELY, PLACE_REMOTELY)
    own = mended.format(marks=", ".join("?" * mends)) if mends else ""
    return MINE.format(
        rows=f"{rows}{given if apart else ''}{own}{place if is_divided else ''}",
        mended=MENDED if mends else "NULL, NULL, NULL",
        behind=BEHIND if is_divided else "0",
        given=GIVEN if apart else "NULL, NULL, NULL, NULL",
        hidden_points=HIDDEN.format(what="answer.points", marks=marks) if hidden else "0",
        hidden_right=HIDDEN.format(what=IS_RIGHT, marks=marks) if hidden else "0",
    )


def player_from(row: Sequence[Any], same: bool) -> PlayerFacts:
    """A player from a row, without its number; `same` where the round that is on is the one whose
    result is shown.
    """
    nickname, language, unranked_at, *answers, score, right = row[:-4]
    mended = None if row[-4] is None else MendedFacts(*row[-4:-1])
    result = None if answers[0] is None else AnswerFacts(*answers[:4])
    given = None if answers[4] is None else AnswerFacts(*answers[4:])
    return PlayerFacts(
        nickname=nickname or "",
        language=language,
        ranked=unranked_at is None,
        given=result if same else given,
        result=result,
        score=int(score),
        right=int(right),
        mended=mended,
        behind=int(row[-1]),
    )
