"""Which time a node keeps, from what every node last measured of the database's clock. Pure.

Nodes must agree among themselves first: phones go from one to another. So a step that all of them
see alike moves none of them while an event is on, and one that is away from the others is no longer
ready. Of the nodes' disagreements the middle one is *common*.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_APART_MS = 1_000
MEASURED_EVERY_MS = 10_000
LIVES_MS = 30_000
# Who starts alone, after all have ended, goes on with the time that they had so lately.
REMEMBERED_MS = 120_000
# A node that is found away from the others may be the first to see a step. After so many more
# measurements whoever has not been measured since is none of the living, and it is alone.
DOUBTS = LIVES_MS // MEASURED_EVERY_MS
# A question that was longer under way says too little.
MOST_ERROR_MS = 500


class ClockVerdict(StrEnum):
    """How a node's clock stands to the other nodes' and to the database's."""

    AGREED = "agreed"
    STEPPED = "stepped"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class NodeFacts:
    """A node as its row says, see `quiz.nodes.models.Node`."""

    id: str
    seen_at: int
    offset_ms: int
    goal_ms: int
    disagreement_ms: int
    apart: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The database's clock in ms, with all nodes, and how far it is `ahead_ms` of our wall.

    The truth is within `error_ms` of that: half the question's journey.
    """

    database_ms: int
    ahead_ms: int
    error_ms: int
    nodes: tuple[NodeFacts, ...]

    def node(self, node_id: str) -> NodeFacts | None:
        """The node of that id."""
        return next((node for node in self.nodes if node.id == node_id), None)

    @property
    def living(self) -> tuple[NodeFacts, ...]:
        """The nodes that were measured lately, by the database's clock."""
        return self.within(LIVES_MS)

    def within(self, ms: int) -> tuple[NodeFacts, ...]:
        """The nodes that were measured no longer than so ago, by the database's clock."""
        return tuple(n for n in self.nodes if abs(self.database_ms - n.seen_at) <= ms)

    def shared(self, disagreement_ms: int, node_id: str) -> int:
        """The common disagreement of the nodes that live, if the one of that id has this one."""
        others = [n.disagreement_ms for n in self.living if n.id != node_id]
        return common([disagreement_ms, *others])


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the database's clock is ahead of a node's, and what follows from it."""

    disagreement_ms: int = 0
    verdict: ClockVerdict = ClockVerdict.AGREED


def reading(
    asked_ms: int, database_ms: int, answered_ms: int, nodes: Sequence[NodeFacts] = ()
) -> Reading:
    """What the database said when our wall showed `asked_ms` before and `answered_ms` after it."""
    return Reading(
        database_ms=database_ms,
        ahead_ms=database_ms - (asked_ms + answered_ms) // 2,
        # Each of the three instants was cut down to whole milliseconds.
        error_ms=(answered_ms - asked_ms) // 2 + 1,
        nodes=tuple(nodes),
    )


def common(disagreements: Sequence[int]) -> int:
    """The middle one; of two in the middle the one nearer to none, as the database decides then."""
    ordered, many = sorted(disagreements), len(disagreements)
    return min(ordered[(many - 1) // 2 : many // 2 + 1], key=abs, default=0)


def first_offset(read: Reading) -> int:
    """The offset of a node that starts: it has the time of the others, or else the database's."""
    others = read.living or read.within(REMEMBERED_MS)
    return read.ahead_ms - common([node.disagreement_ms for node in others])


def is_due(read: Reading, node_id: str, offset_ms: int) -> bool:
    """Whether the node, at that offset, should be measured by what was read.

    It is every ten seconds, and at once when the database's clock has stepped.
    """
    mine = read.node(node_id)
    if read.error_ms > MOST_ERROR_MS:
        return False
    if mine is None or not 0 <= read.database_ms - mine.seen_at < MEASURED_EVERY_MS:
        return True
    return abs(read.ahead_ms - offset_ms - mine.disagreement_ms) > MOST_APART_MS


def measured(read: Reading, node_id: str, offset_ms: int, *, is_on: bool) -> NodeFacts:
    """The node after a measurement at which its offset was `offset_ms`; where it must come to.

    It follows the database, or, if that has stepped for all while an event is on, the other nodes.
    """
    mine = read.node(node_id) or NodeFacts(node_id, 0, offset_ms, offset_ms, 0, 0)
    disagreement = read.ahead_ms - offset_ms
    shared = read.shared(disagreement, node_id)
    apart = mine.apart + 1 if abs(disagreement - shared) > MOST_APART_MS else 0
    has_stepped = abs(shared) > MOST_APART_MS
    goal = read.ahead_ms - (shared if has_stepped and is_on else 0)
    if 0 < apart <= DOUBTS or abs(goal - mine.goal_ms) <= read.error_ms:
        goal = mine.goal_ms
    return NodeFacts(node_id, read.database_ms, offset_ms, goal, disagreement, apart)


def agreement(read: Reading, node_id: str) -> Agreement:
    """How the node stands, by what was last measured."""
    mine = read.node(node_id)
    if mine is None:
        return Agreement()
    if mine.apart > DOUBTS:
        return Agreement(mine.disagreement_ms, ClockVerdict.ALONE)
    has_stepped = abs(read.shared(mine.disagreement_ms, node_id)) > MOST_APART_MS
    return Agreement(
        mine.disagreement_ms, ClockVerdict.STEPPED if has_stepped else ClockVerdict.AGREED
    )
