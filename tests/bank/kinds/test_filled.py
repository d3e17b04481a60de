"""A question that is still being written can be dealt once it is filled, whatever is missing."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.kinds.gaps import GAP
from quiz.bank.kinds.registry import KINDS, canonical, deal
from quiz.bank.rules import Draft
from quiz.i18n.localized import Localized
from quiz.live.preview import AsWritten
from tests.bank.drafts import make_draft

TEXTS = st.text(st.sampled_from("aé铁1 =→＝>-|,.…"), max_size=6)
BOTH = st.builds(Localized, TEXTS, TEXTS)
CELLS = st.text(st.sampled_from("0123456|,.-a "), max_size=24)


@given(
    kind=st.sampled_from(sorted(KINDS)),
    prompt=BOTH,
    choices=st.lists(BOTH, max_size=6),
    cells=st.tuples(CELLS, CELLS),
    seed=st.none() | st.integers(0, 9),
)
def test_whatever_is_written_can_be_dealt(
    kind: str, prompt: Localized, choices: list[Localized], cells: tuple[str, str], seed: int | None
) -> None:
    kit = KINDS[kind]
    draft = canonical(Draft(kind=kind, prompt=prompt, choices=tuple(choices), key=kit.key(*cells)))
    content = deal(kit.filled(draft), AsWritten() if seed is None else Random(seed))
    kit.public(content)
    kit.solution(content)
    kit.crowd(content, {}, 0)
    assert set(content["prompt"].values()) == {prompt.fr.strip() or GAP, prompt.zh.strip() or GAP}


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_question_stays_what_it_is(kind: str) -> None:
    draft = canonical(make_draft(kind))
    before, after = (deal(one, Random(7)) for one in (draft, KINDS[kind].filled(draft)))
    assert before == after


def test_choices_stand_as_they_are_written_where_they_may() -> None:
    content = deal(make_draft("single"), AsWritten())
    assert [choice["fr"] for choice in content["choices"]] == [f"le vase {n}" for n in range(1, 5)]
    content = deal(make_draft("order"), AsWritten())
    assert [choice["fr"] for choice in content["choices"]] == [f"le vase {n}" for n in (4, 3, 2, 1)]
