"""What a simulated crowd is like: how many play in which language, and how soon they answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

# By how much longer than usual a crowd takes to answer.
PACES: Mapping[str, float] = {"quick": 0.5, "usual": 1.0, "slow": 1.7}
USUAL = "usual"
HALF = 50


@dataclass(frozen=True, slots=True)
class CrowdManner:
    """How many per cent play in Chinese, the others in French; their pace is one of PACES."""

    chinese: int = HALF
    pace: str = USUAL

    @property
    def slowness(self) -> float:
        """What the time that somebody takes to answer is multiplied by."""
        return PACES[self.pace]

    def languages(self, players: int, rng: Random) -> list[str]:
        """The language of each of so many players, in an order of chance."""
        chinese = round(players * self.chinese / 100)
        mixed = ["zh"] * chinese + ["fr"] * (players - chinese)
        rng.shuffle(mixed)
        return mixed
