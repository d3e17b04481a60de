"""What a crowd reads, and joins: each beside the echo."""

import json
import urllib.request

from tests.bench.crowd import CHANNEL, answer_all, close_and_reveal, open_round
from tests.bench.figures import CONNECTIONS, Bench, Figure
from tests.bench.load import Load
from tests.bench.sites import CODE

PULSE = f"/live/{CODE}/{CHANNEL}/pulse"


def pulse(bench: Bench) -> Figure:
    """The pulse, from memory."""
    return bench.beside_echo("pulse", lambda _: bench.get(PULSE), 0.80)


def scene(bench: Bench) -> Figure:
    """The scene that is on, rendered once."""
    open_round(bench.site.crowd)
    with urllib.request.urlopen(bench.product.base + PULSE) as response:
        shown = json.load(response)["scene"]
    path = f"/live/{CODE}/{CHANNEL}/{shown}/fr"
    return bench.beside_echo("scene", lambda _: bench.get(path), 0.80)


def joins(bench: Bench) -> Figure:
    """Browsers that come for the first time, each with a nickname of its own."""
    path = f"/my/{CODE}/player?lang=fr&channel={CHANNEL}"

    def load(turn: int) -> Load:
        return Load("join.lua", path, CONNECTIONS, bench.seconds, salt=chr(ord("a") + turn))

    rate = 5_000 if bench.on_sqlite else None
    return bench.beside_echo("joins acknowledged", load, least_rate=rate)


def me(bench: Bench) -> Figure:
    """Everybody's own result, just after a round that everybody answered was counted."""
    crowd = bench.site.crowd
    answer_all(crowd, open_round(crowd))
    close_and_reveal(crowd)
    path = f"/my/{CODE}/me"
    return bench.beside_echo(
        "me, after a count", lambda _: bench.get(path, bench.site.tokens), 0.35
    )
