"""The spread of a round in words."""

from quiz.i18n.localized import Localized
from quiz.leaderboard.rules import Share, shares
from tests.bank.drafts import id_of, make_content

VASE = Localized("le vase 2", "花瓶2")


def test_every_choice_is_named_even_if_nobody_took_it() -> None:
    content = make_content("single")
    found = shares(content, {id_of(content, 2): 3, id_of(content, 1): 1}, 4)
    assert len(found) == 4
    assert Share(VASE, 3, 75, True) in found
    assert Share(Localized("le vase 3", "花瓶3"), 0, 0, False) in found


def test_of_several_choices_each_is_counted() -> None:
    content = make_content("multiple")
    both = ",".join(sorted([id_of(content, 1), id_of(content, 2)]))
    found = shares(content, {both: 2, id_of(content, 2): 2}, 4)
    assert Share(VASE, 4, 100, False) in found
    assert Share(Localized("le vase 1", "花瓶1"), 2, 50, True) in found


def test_an_order_is_told_by_its_right_places() -> None:
    content = make_content("order")
    right = content["key"]["order"]
    wrong = ",".join([right[1], right[0], *right[2:]])
    assert shares(content, {wrong: 1, ",".join(right): 3}, 4) == (
        Share(Localized(), 3, 75, True, (1, 2, 3, 4)),
        Share(Localized(), 1, 25, False, (2, 1, 3, 4)),
    )


def test_of_numbers_the_most_frequent_are_told() -> None:
    spread = {"1852": 6, "1851": 2, "1853": 2, "1900": 1, "1901": 1, "1902": 1}
    found = shares(make_content("number"), spread, 13)
    assert [(share.text.fr, share.count, share.is_right) for share in found] == [
        ("1852", 6, True),
        ("1851", 2, False),
        ("1853", 2, False),
        ("1900", 1, False),
        ("1901", 1, False),
    ]


def test_a_text_is_right_in_any_accepted_form() -> None:
    found = shares(make_content("text"), {"kengo KUMA": 1, "隈研吾": 1, "Piano": 1}, 3)
    assert {share.text.fr: share.is_right for share in found} == {
        "kengo KUMA": True,
        "隈研吾": True,
        "Piano": False,
    }


def test_nobody_answered() -> None:
    assert [share.percent for share in shares(make_content("single"), {}, 0)] == [0, 0, 0, 0]
