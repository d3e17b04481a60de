"""How far a command is, said on a terminal where somebody looks, and nowhere else."""

from collections.abc import Iterator, Sequence
from typing import TextIO, TypeVar

import click

Item = TypeVar("Item")


class WatchedWork:
    """What a long command is at, on `stream`: a line for each step, or a bar where it has a share.

    Nothing is written unless the stream is a terminal, and the work is large.
    """

    def __init__(self, stream: TextIO, *, is_large: bool) -> None:
        self._stream = stream
        self._is_on = is_large and stream.isatty()

    def begin(self, sentence: str) -> None:
        """Say what begins now, whose length nobody knows."""
        if self._is_on:
            click.echo(sentence, file=self._stream)

    def follow(self, label: str, items: Sequence[Item]) -> Iterator[Item]:
        """The items one by one, while a bar says how many of them are done."""
        if not self._is_on or not items:
            yield from items
            return
        with click.progressbar(items, label=label, show_pos=True, file=self._stream) as bar:
            yield from bar
