"""When answers that could not be written at once came for the first time."""

from quiz.game.rules import Arrival

# A crowd's answers of one strained moment: some MB, and the oldest are forgotten first.
MOST_KEPT = 50_000

TriedAnswer = tuple[int, int, str]


class FirstTries:
    """By round, player and value, the arrival of an answer that was told to come again.

    It was in time then, whenever its next try comes. Another process does not know of it.
    """

    def __init__(self) -> None:
        self._kept: dict[TriedAnswer, Arrival] = {}

    def first(self, tried: TriedAnswer, arrived: Arrival) -> Arrival:
        """That arrival, or the one of its first try; it is handled now in either case."""
        before = self._kept.get(tried)
        return arrived if before is None else before._replace(handled=arrived.handled)

    def keep(self, tried: TriedAnswer, arrived: Arrival) -> None:
        """It has to come again."""
        self._kept.setdefault(tried, arrived)
        while len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]

    def forget(self, tried: TriedAnswer) -> None:
        """It has an answer now."""
        self._kept.pop(tried, None)
