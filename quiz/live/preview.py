"""What screens would show of a question that is still being written. Pure."""

from collections.abc import Mapping, MutableSequence
from fractions import Fraction
from random import Random
from typing import Any

from quiz.events.facts import ChannelFacts, EventFacts, RoundFacts
from quiz.events.phases import Phase
from quiz.events.timeline import OVERLAY, EventTimes, Moment, RoundTimes
from quiz.i18n.localized import Localized
from quiz.live.scene import SceneView, compose

PREVIEW = "preview"
PHASES = (Phase.OPEN, Phase.REVEALED)
ONE = Fraction(1)


class AsWritten(Random):
    """A deal that leaves everything in the order in which it was written, where it may stay so.

    What one looks at while one types then stays in its place.
    """

    def shuffle(self, x: MutableSequence[Any]) -> None:
        """The parts in their own order."""
        x[:] = sorted(x)

    def sample(self, population: Any, k: int, *, counts: Any = None) -> list[Any]:  # noqa: ARG002 (as Random has it)
        """The first `k` in their own order."""
        return (list(population[:k]) if isinstance(population, range) else sorted(population))[:k]

    def choice(self, seq: Any) -> Any:
        """The one that is last in their own order."""
        return max(seq)


def preview_scene(
    content: Mapping[str, Any], seconds: int, phase: Phase, museum: Localized, *, overlay: bool
) -> SceneView:
    """The scene of a frozen copy in `phase`, before anybody has answered."""
    times = RoundTimes(
        id=1, number=1, launched_at=0, lead_ms=0, seconds=seconds, plateau_ms=0, delays={}
    )
    channel = ChannelFacts(OVERLAY if overlay else 1, PREVIEW, "", "", 0, "fr")
    event = EventFacts(
        id=1,
        code=PREVIEW,
        key="",
        version=1,
        title=museum,
        museum=museum,
        starts_at=0,
        time_zone="UTC",
        channels=(channel,),
        rounds=(RoundFacts(times, "", content, 1, ONE, 0),),
        planned=0,
        times=EventTimes((times,)),
    )
    return compose(PREVIEW, event, channel, Moment(phase, times, 0, {}), None)
