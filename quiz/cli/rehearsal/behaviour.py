"""How a simulated phone paces itself: the page's own table of numbers, and the rules that read it.

Both are those of static/js/live/behaviour.js. `Chance` draws a share in [0, 1), as often and in the
order in which the page draws; all times are in ms.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from quiz.web.assets import FOLDER

Chance = Callable[[], float]

_SCRIPT = (FOLDER / "js" / "live" / "behaviour.js").read_text("utf-8")
_TABLE = _SCRIPT.partition("BEHAVIOUR = ")[2].partition(";\n")[0]
BEHAVIOUR: Mapping[str, Mapping[str, int]] = json.loads(_TABLE)
PACE = BEHAVIOUR["pace"]


def most_ms(what: str) -> int:
    """How long the answer to a request of that kind is waited for."""
    return BEHAVIOUR[what]["most_ms"]


def asked_ms(retry_after: str) -> float:
    """How long the server asks to be left alone by its `Retry-After`; 0 where it does not say."""
    return float(retry_after) * 1_000 if retry_after.isdecimal() else 0.0


def again_ms(what: str, tries: int, asked: float, chance: Chance) -> float:
    """How long to wait before try number `tries` (from 0) is followed by another."""
    own = BEHAVIOUR[what]
    apart = asked + chance() * asked
    longest: int = min(own["longest_ms"], own["first_ms"] * 2**tries)
    return apart + chance() * longest + own["least_ms"]


def pause_ms(pulse: Mapping[str, Any]) -> int:
    """How long after a pulse a phone asks for the next."""
    poll: int = pulse["poll_ms"]
    asks, opens = pulse["now"] + poll, pulse["opens_at"]
    is_open = opens is not None and opens <= asks < pulse["closes_at"]
    is_settled = is_open and pulse["closes_at"] <= asks + PACE["lead_ms"]
    return 2 * poll if is_settled and poll > PACE["large_ms"] else poll


def after_instant_ms(spread: float, chance: Chance) -> float:
    """How long after its instant the next scene is fetched."""
    return PACE["after_ms"] + chance() * spread


def after_early_ms(spread: float, chance: Chance) -> float:
    """How long to wait where a scene was asked for too early."""
    return PACE["early_ms"] + chance() * spread


def after_lost_ms(chance: Chance) -> float:
    """How long to wait for another pulse where the scene of the last one is gone."""
    return PACE["lost_ms"] + chance() * 2 * PACE["lost_ms"]


def result_spread_ms(spread: int) -> int:
    """Over how long players ask for their results after a scene that shows them."""
    return max(PACE["result_ms"], 4 * spread)


def after_result_ms(spread: int, chance: Chance) -> float:
    """How long after a scene that shows results one's own is asked for."""
    return chance() * result_spread_ms(spread)


def after_mend_ms(spread: float, chance: Chance) -> float:
    """How long after it is known that points were mended one's own are asked for."""
    return chance() * 4 * spread
