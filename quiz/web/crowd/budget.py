"""What forms on their way may hold of a process: bytes by network and in all, and seconds.

Where too much is held, the largest form is refused, whoever sent the last part. Small forms, such
as a host's steps, have a budget of their own, so that large ones take nothing from them.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

# Bytes of a form that is small: all but files.
SMALL = 65_536
# Bytes in all; together they are what a worker has to spare.
MOST_SMALL = 16_000_000
MOST_LARGE = 48_000_000
# Bytes of one network, of either size. One that sends a single form may always send it whole.
MOST_OF_NETWORK = 4_000_000
# Seconds for a whole form, however many parts it comes in: 5 MB at 2 Mbit/s.
DEADLINE_S = 20.0


@dataclass(eq=False, slots=True)
class Form:
    """A form on its way from a network; `is_whole` once it is being carried out."""

    network: str
    deadline: asyncio.Timeout
    body: bytearray = field(default_factory=bytearray)
    is_whole: bool = False
    is_refused: bool = False


class Budget:
    """So many bytes for forms of one size."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.held = 0
        self._forms: defaultdict[str, set[Form]] = defaultdict(set)
        self._of_network: defaultdict[str, int] = defaultdict(int)

    def begin(self, form: Form) -> None:
        """Count the form among those of its network."""
        self._forms[form.network].add(form)

    def add(self, form: Form, part: bytes) -> None:
        """Hold some more of the form; while that is too much, the largest is refused."""
        form.body += part
        self._count(form.network, len(part))
        while self.held > self.most:
            self._refuse(other for forms in self._forms.values() for other in forms)
        mine = self._forms[form.network]
        while len(mine) > 1 and self._of_network[form.network] > MOST_OF_NETWORK:
            self._refuse(mine)

    def end(self, form: Form) -> None:
        """Hold the form no longer, if it is held."""
        mine = self._forms[form.network]
        if form in mine:
            mine.remove(form)
            self._count(form.network, -len(form.body))
        if not mine:
            del self._forms[form.network]
            self._of_network.pop(form.network, None)

    def _count(self, network: str, size: int) -> None:
        self.held += size
        self._of_network[network] += size

    def _refuse(self, forms: Iterable[Form]) -> None:
        """Refuse the largest that is not carried out yet; whoever calls is still sending one."""
        form = max((form for form in forms if not form.is_whole), key=lambda form: len(form.body))
        self.end(form)
        form.is_refused = True
        form.body = bytearray()
        # Its reader waits for more: this wakes it, unless the time was over anyway.
        if not form.deadline.expired():
            form.deadline.reschedule(0)


class Forms:
    """The forms on their way to a process."""

    def __init__(self) -> None:
        self.small = Budget(MOST_SMALL)
        self.large = Budget(MOST_LARGE)

    @asynccontextmanager
    async def read(
        self, network: str, length: int, parts: AsyncIterator[bytes]
    ) -> AsyncIterator[bytes | None]:
        """A form of that length, or as much as was sent of it; None if it is refused.

        It counts until the context ends.
        """
        budget = self.small if length <= SMALL else self.large
        form = Form(network, asyncio.timeout(DEADLINE_S))
        budget.begin(form)
        try:
            await receive(budget, form, parts)
            yield None if form.is_refused else bytes(form.body)
        finally:
            budget.end(form)


async def receive(budget: Budget, form: Form, parts: AsyncIterator[bytes]) -> None:
    """Read the form to its end, unless it is refused before that."""
    try:
        async with form.deadline:
            async for part in parts:
                if form.is_refused:
                    return
                budget.add(form, part)
    except TimeoutError:
        form.is_refused = True
    form.is_whole = True
