"""Pairs: how they are written, dealt, answered, counted."""

from collections import Counter
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.kinds.base import Content
from quiz.bank.kinds.pairs import sides_of
from quiz.bank.kinds.registry import KINDS, canonical, deal, kind_of, problems
from quiz.bank.kinds.tally import Share, count_parts
from quiz.bank.rules import Draft
from quiz.errors import Invalid
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_content, make_draft, make_pairs

SHARED = "Pairs 1 and 3 share the text “{}”: which one is meant could not be told."


def told(draft: Draft) -> list[tuple[str, str]]:
    found = problems(canonical(draft))
    return [(problem.column, str(problem.sentence)) for problem in found]


def pair(fr: str, zh: str = "碗=白瓷") -> Localized:
    return Localized(fr, zh)


def aligned(content: Content) -> bool:
    """Whether the right side was dealt as it belongs to the left one."""
    return [other["id"] for other in content["others"]] == content["key"]["matches"]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Longquan = céladon", ("Longquan", "céladon")),
        ("龙泉窑＝青瓷", ("龙泉窑", "青瓷")),
        ("龙泉窑→青瓷", ("龙泉窑", "青瓷")),
        ("Ding -> blanc", ("Ding", "blanc")),
        ("Ding => blanc", ("Ding", "blanc")),
        ("E = mc² → énergie", ("E = mc²", "énergie")),
        ("Longquan", None),
        ("Longquan =", None),
        ("= céladon", ("", "céladon")),
        ("a = b = c", None),
        ("a → b → c", None),
        ("", None),
    ],
)
def test_one_sign_stands_between_the_texts_of_a_pair(
    text: str, sides: tuple[str, str] | None
) -> None:
    assert sides_of(text) == sides


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        (make_pairs(2), []),
        (make_pairs(6), []),
        (
            make_pairs(1),
            [
                ("choice2_fr", "This kind of question needs at least 2 choices."),
                ("choice2_zh", "This kind of question needs at least 2 choices."),
            ],
        ),
        (
            (*make_pairs(2), pair("un bol")),
            [
                (
                    "choice3_fr",
                    "Write the two texts of a pair with one “=” between them: left = right.",
                )
            ],
        ),
        (
            (*make_pairs(2), pair("Le Vase 1 = autre", "花瓶9=1号")),
            [
                ("choice3_fr", SHARED.format("le vase 1")),
                ("choice3_zh", SHARED.format("1号")),
            ],
        ),
    ],
)
def test_what_its_author_is_told(
    choices: tuple[Localized, ...], expected: list[tuple[str, str]]
) -> None:
    assert told(make_draft("match", choices=choices)) == expected


def test_a_right_answer_is_not_written_beside_the_pairs() -> None:
    assert told(make_draft("match", key={"right": [1]})) == [
        ("correct", "Each pair says what is right: leave this empty.")
    ]


@pytest.mark.parametrize("count", [3, 4, 6])
def test_it_is_never_dealt_right_already(count: int) -> None:
    draft, rng = make_draft("match", choices=make_pairs(count)), Random(1)
    assert not any(aligned(deal(draft, rng)) for _ in range(300))


def test_two_pairs_are_crossed_as_often_as_not() -> None:
    draft, rng = make_draft("match", choices=make_pairs(2)), Random(1)
    crossed = sum(not aligned(deal(draft, rng)) for _ in range(1_000))
    assert 450 < crossed < 550


def test_every_order_of_the_right_side_but_the_right_one_is_dealt_equally_often() -> None:
    draft, rng = make_draft("match", choices=make_pairs(3)), Random(1)
    dealt: Counter[tuple[int, ...]] = Counter()
    for _ in range(5_000):
        content = deal(draft, rng)
        ids = [other["id"] for other in content["others"]]
        dealt[tuple(ids.index(own) for own in content["key"]["matches"])] += 1
    assert len(dealt) == 5
    assert all(900 < times < 1_100 for times in dealt.values())


@given(st.integers(min_value=0, max_value=2**32), st.permutations(range(4)))
def test_other_pairs_of_the_same_texts_draw_the_same(seed: int, order: list[int]) -> None:
    one, other = Random(seed), Random(seed)
    written = make_draft("match")
    again = make_draft(
        "match",
        choices=tuple(
            Localized(f"le vase {n} = n° {own + 1}", f"花瓶{n}＝{own + 1}号")
            for n, own in enumerate(order, 1)
        ),
    )
    kit = KINDS["match"]
    public = [kit.public(deal(written, one)), kit.public(deal(again, other))]
    assert one.random() == other.random()
    assert public[0]["choices"] == public[1]["choices"]
    ids = [{o["id"] for o in found["others"]} for found in public]
    assert ids[0] == ids[1]


@pytest.fixture
def content() -> Content:
    return make_content("match")


@pytest.mark.parametrize(
    ("given_pairs", "credit"),
    [(4, Fraction(1)), (2, Fraction(1, 2)), (1, Fraction(1, 4)), (0, None)],
)
def test_credit_is_the_share_of_right_pairs(
    content: Content, given_pairs: int, credit: Fraction | None
) -> None:
    matches = content["key"]["matches"]
    value = ",".join([*matches[:given_pairs], *[""] * (4 - given_pairs)])
    if credit is None:
        with pytest.raises(Invalid):
            kind_of(content).parse(content, value, "fr")
        return
    assert kind_of(content).parse(content, value, "fr") == value
    assert kind_of(content).credit(content, value) == credit


def test_wrong_pairs_earn_nothing_and_cost_nothing(content: Content) -> None:
    first, second, *rest = content["key"]["matches"]
    kit = kind_of(content)
    assert kit.credit(content, ",".join([second, first, *rest])) == Fraction(1, 2)
    # On a page without a script the same text may be chosen twice.
    assert kit.credit(content, ",".join([first] * 4)) == Fraction(1, 4)


@pytest.mark.parametrize("value", ["bcdfgh,,,", "{0},{1},{2}", "{0},{1},{2},{3},{0}", "{0};{1}"])
def test_what_does_not_match_this_question_is_refused(content: Content, value: str) -> None:
    with pytest.raises(Invalid):
        kind_of(content).parse(content, value.format(*content["key"]["matches"]), "fr")


def test_how_many_found_each_pair_is_counted_exactly(content: Content) -> None:
    right = content["key"]["matches"]
    swapped = [right[1], right[0], *right[2:]]
    rows = [(",".join(right), 5), (",".join(swapped), 2), (",".join([right[0], "", "", ""]), 1)]
    spread = count_parts(rows, kind_of(content).parts, 100)
    shares = kind_of(content).tally(content, spread, 8)
    assert [(share.label, share.count, share.percent) for share in shares] == [
        ("A", 6, 75),
        ("B", 5, 62),
        ("C", 7, 88),
        ("D", 7, 88),
    ]
    assert [share.choice for share in shares] == [choice["id"] for choice in content["choices"]]
    number = content["choices"][0]["fr"][-1]
    assert shares[0] == Share(
        "A",
        Localized(f"le vase {number} → n° {number}", f"花瓶{number} → {number}号"),
        6,
        75,
        True,
        choice=content["choices"][0]["id"],
    )


def test_a_file_says_each_pair_that_was_made(content: Content) -> None:
    right = content["key"]["matches"]
    lefts = [choice["fr"] for choice in content["choices"]]
    words = kind_of(content).words(content, f"{right[0]},,,{right[3]}")
    assert [text.fr for text in words] == [
        f"{lefts[0]} → n° {lefts[0][-1]}",
        f"{lefts[3]} → n° {lefts[3][-1]}",
    ]


ANIMALS = (
    Localized("grenouille = amphibien", "青蛙=两栖动物"),
    Localized("chat = mammifère", "猫=哺乳动物"),
    Localized("triton → Amphibien", "蝾螈→两栖动物"),
    Localized("→ insecte", "→昆虫"),
)


def test_several_may_belong_to_one_and_one_to_nothing() -> None:
    assert told(make_draft("match", choices=ANIMALS)) == []
    content = make_content("match", choices=ANIMALS)
    kit = kind_of(content)
    assert sorted(choice["fr"] for choice in content["choices"]) == ["chat", "grenouille", "triton"]
    rights = {other["fr"]: other["id"] for other in content["others"]}
    assert sorted(rights) == ["amphibien", "insecte", "mammifère"]
    assert dict(
        zip((c["fr"] for c in content["choices"]), content["key"]["matches"], strict=True)
    ) == {
        "grenouille": rights["amphibien"],
        "chat": rights["mammifère"],
        "triton": rights["amphibien"],
    }
    assert kit.public(content)["shared"] is True
    assert kit.credit(content, ",".join([rights["amphibien"]] * 3)) == Fraction(2, 3)
    words = kit.words(content, ",".join([rights["insecte"]] * 3))
    assert {text.zh.split(" → ")[1] for text in words} == {"昆虫"}


def test_what_belongs_to_nothing_says_nothing_of_the_rest() -> None:
    choices = (*make_pairs(3), Localized("→ autre", "→别的"))
    rng = Random(1)
    for _ in range(300):
        content = deal(make_draft("match", choices=choices), rng)
        assert "shared" not in content
        dealt = [other["id"] for other in content["others"]]
        assert dealt[:3] != content["key"]["matches"]


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        (
            (*make_pairs(2), Localized("→ autre", "x=别的")),
            [("choice3", "This pair has a left side in one language only.")],
        ),
        (
            (*make_pairs(1), Localized("→ autre", "→别的")),
            [("choice1", "There must be at least two texts on each side.")],
        ),
        (
            (Localized("a = x", "甲=子"), Localized("b = x", "乙=子")),
            [("choice1", "There must be at least two texts on each side.")],
        ),
    ],
)
def test_sides_that_make_no_question(
    choices: tuple[Localized, ...], expected: list[tuple[str, str]]
) -> None:
    assert told(make_draft("match", choices=choices)) == expected
