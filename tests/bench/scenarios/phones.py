"""Many kept-alive phones that poll, and answers beside them."""

import time

from tests.bench.crowd import open_round
from tests.bench.figures import Bench, Figure, answer_path
from tests.bench.load import Load, finish, run, start
from tests.bench.scenarios.documents import PULSE

PHONES = 10_000
# Each asks again a tenth of a second after it was told.
ANSWERING = 250


def polling(bench: Bench) -> Figure:
    """Ten thousand phones at about 1 Hz, and 2,000 answers a second beside them."""
    path = answer_path(open_round(bench.site.crowd))
    poll = Load("poll.lua", PULSE, PHONES, bench.seconds * 3)
    answers = Load(
        "put.lua", path, ANSWERING, bench.seconds * 2, tokens=bench.site.tokens, paced=True
    )
    phones = start(bench.product.base, poll)
    time.sleep(bench.seconds / 2)
    answered = run(bench.product.base, answers)
    polled = finish(phones)
    errors = polled.errors + answered.errors
    # In the first second all connect, in the next they begin.
    rate = polled.answered / (poll.seconds - 1.5)
    value = (
        f"polls {rate:,.0f}/s, p99 {polled.p99_ms:.0f} ms; answers "
        f"{answered.per_second:,.0f}/s, p99 {answered.p99_ms:.0f} ms; {errors:,} errors"
    )
    met = max(polled.p99_ms, answered.p99_ms) < 250 and not errors
    return Figure(
        "10,000 phones at 1 Hz and 2,000 answers/s", value, None, "p99 < 250 ms, no error", met
    )
