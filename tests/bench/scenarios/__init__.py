"""What is measured, by name, in an order in which little waits for much."""

from collections.abc import Callable, Iterator

from tests.bench.figures import Bench, Figure, memory_of
from tests.bench.scenarios.answers import answers, answers_full
from tests.bench.scenarios.consoles import consoles_beside, key_to_pulse
from tests.bench.scenarios.counting import count_alone, count_beside_answers
from tests.bench.scenarios.documents import joins, me, pulse, scene
from tests.bench.scenarios.finding import finding
from tests.bench.scenarios.machines import machines
from tests.bench.scenarios.mending import mend_whole
from tests.bench.scenarios.phones import polling
from tests.bench.scenarios.pictures import picture
from tests.bench.scenarios.slow_machine import slow_machine
from tests.bench.scenarios.whole_round import whole_round


def memory(bench: Bench) -> Figure:
    """What the largest worker holds after all that was measured before it."""
    return memory_of(bench.product)


# Each prepares what it needs, so any of them can be run alone.
SCENARIOS: dict[str, Callable[[Bench], Figure | Iterator[Figure]]] = {
    "pulse": pulse,
    "joins": joins,
    "answers": answers,
    "scene": scene,
    "picture": picture,
    "me": me,
    "full": answers_full,
    "count": count_alone,
    "beside-count": count_beside_answers,
    "mend": mend_whole,
    "phones": polling,
    "key": key_to_pulse,
    "consoles": consoles_beside,
    "round": whole_round,
    "slow": slow_machine,
    "finding": finding,
    "machines": machines,
    "memory": memory,
}


def figures(name: str, bench: Bench) -> Iterator[Figure]:
    """Every line of one scenario; one that fails is a line as well, and the others go on."""
    try:
        made = SCENARIOS[name](bench)
        if isinstance(made, Figure):
            yield made
        else:
            yield from made
    except (RuntimeError, OSError) as error:
        yield Figure(name, f"could not be measured: {error}", met=False)
