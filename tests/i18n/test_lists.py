"""Lists in a cell: what separates, what is asked about, and what is written reads back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.i18n.lists import is_unclear, join_list, join_tags, split_list, split_tags

ITEMS = st.text(
    st.characters(exclude_characters="|｜\r\n\v\f\x85\u2028\u2029", exclude_categories=["Cs"])
)
LISTS = st.lists(ITEMS.map(str.strip).filter(bool), unique=True, max_size=5).map(tuple)


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("Pei|贝聿铭", ("Pei", "贝聿铭")),
        ("Pei｜贝聿铭", ("Pei", "贝聿铭")),
        ("Pei; 贝聿铭", ("Pei", "贝聿铭")),
        ("Pei；贝聿铭", ("Pei", "贝聿铭")),
        ("贝聿铭、Pei", ("贝聿铭", "Pei")),
        ("Pei\n贝聿铭", ("Pei", "贝聿铭")),
        ("Pei\r\n\r\n贝聿铭; I. M. Pei", ("Pei", "贝聿铭", "I. M. Pei")),
        (" | Pei || Pei ", ("Pei",)),
        ("AC/DC|", ("AC/DC",)),
        ("甲、乙|丙；丁", ("甲、乙", "丙；丁")),
        ("Pei, I. M.; 贝聿铭", ("Pei, I. M.", "贝聿铭")),
        ("Pei / 贝聿铭", ("Pei / 贝聿铭",)),
        ("；", ()),
        ("", ()),
    ],
)
def test_the_items_of_a_cell(cell: str, items: tuple[str, ...]) -> None:
    assert split_list(cell) == items


@pytest.mark.parametrize(
    ("cell", "unclear"),
    [
        ("Pei / 贝聿铭", True),
        ("Pei，贝聿铭", True),
        ("Paris, France", True),
        ("AC/DC", True),
        ("AC/DC|", False),
        ("Pei, I. M.; 贝聿铭", False),
        ("Pei,", False),
        ("1/2", False),
        ("3,5", False),
        ("贝聿铭", False),
        ("", False),
    ],
)
def test_a_stroke_or_a_comma_is_asked_about(cell: str, unclear: bool) -> None:
    assert is_unclear(cell) is unclear


@given(LISTS)
def test_what_is_written_reads_back_the_same(items: tuple[str, ...]) -> None:
    assert split_list(join_list(items)) == items
    assert not is_unclear(join_list(items))
    assert split_tags(join_tags(items)) == items


@given(st.text(max_size=80))
def test_reading_twice_is_reading_once(cell: str) -> None:
    assert split_list(join_list(split_list(cell))) == split_list(cell)
    assert split_tags(join_tags(split_tags(cell))) == split_tags(cell)
