"""What both forms of a question take from the kinds, by table."""

from quiz.bank.kinds.registry import blanks
from quiz.web.question_fields import Uses, WidgetKinds, kind_options, uses, widget_kinds


def test_each_kind_is_offered_with_its_number_of_choices_and_of_right_ones() -> None:
    assert [
        (option.value, option.render_kw["data-most"], option.render_kw["data-right"])
        for option in kind_options()
    ] == [
        ("single", 6, 1),
        ("multiple", 6, 6),
        ("true_false", 2, 1),
        ("order", 6, 0),
        ("number", 0, 0),
        ("text", 0, 0),
        ("poll", 6, 0),
        ("scale", 2, 0),
        ("hotspot", 6, 6),
        ("picture", 6, 1),
        ("match", 6, 0),
        ("cloud", 0, 0),
    ]


def test_each_part_is_for_the_kinds_that_use_it() -> None:
    assert uses() == Uses(
        choices="single multiple true_false order poll scale hotspot picture match",
        right="single multiple true_false hotspot picture",
        correct="number text",
        tolerance="number hotspot picture",
    )
    assert [(blank.name, blank.is_list) for blank in blanks()] == [
        ("value", False),
        ("tolerance", False),
        ("forms", True),
        ("regions", False),
        ("pictures", False),
    ]


def test_kinds_of_one_widget_are_written_together() -> None:
    assert widget_kinds() == [
        WidgetKinds(
            "choices", True, "single multiple true_false poll", "single multiple true_false"
        ),
        WidgetKinds("order", True, "order", ""),
        WidgetKinds("number", False, "number", ""),
        WidgetKinds("text", False, "text", ""),
        WidgetKinds("scale", True, "scale", ""),
        WidgetKinds("hotspot", True, "hotspot", "hotspot"),
        WidgetKinds("pictures", True, "picture", "picture"),
        WidgetKinds("match", True, "match", ""),
        WidgetKinds("cloud", False, "cloud", ""),
    ]
