"""H5P: questions alone and in sets, pictures beside them, everything else by its name."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.formats.base import FilePicture, FileReading
from quiz.bank.formats.h5p.format import read_h5p
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.formats.registry import read_questions
from quiz.i18n.localized import Localized
from tests.bank.formats.archives import make_h5p, make_zip

PICTURE = {"path": "images/vase.jpg", "mime": "image/jpeg"}
CHOICE: dict[str, Any] = {
    "question": "<p>Lequel&nbsp;?</p>\n",
    "answers": [
        {"correct": False, "text": "<div>le bol</div>"},
        {"correct": True, "text": "<div>le vase</div>"},
    ],
    "behaviour": {"type": "auto"},
    "media": {"type": {"params": {"alt": "un vase", "file": PICTURE}}},
}
TRUTH = {"question": "Rond.", "correct": "true", "l10n": {"trueText": "Yes", "falseText": "No"}}


def read_content(library: str, params: Any) -> FileReading:
    reading = read_questions(make_h5p(library, params, {"content/images/vase.jpg": b"bytes"}))
    assert reading.format == "h5p"
    return reading


def test_one_right_choice_and_its_picture() -> None:
    (question,) = read_content("H5P.MultiChoice", CHOICE).questions
    draft = question.draft
    assert (draft.kind, draft.prompt.fr, draft.key) == ("single", "Lequel ?", {"right": [2]})
    assert question.pictures == (FilePicture("vase.jpg", b"bytes", Localized("un vase")),)
    assert draft.image == "vase.jpg"


def test_whose_picture_it_is_comes_along() -> None:
    metadata = {
        "authors": [{"name": "Léa Martin"}],
        "license": "CC BY",
        "licenseVersion": "4.0",
        "source": "https://example.org/vase",
    }
    params = CHOICE | {"media": {"type": {"params": {"file": PICTURE}, "metadata": metadata}}}
    (draft,) = read_content("H5P.MultiChoice", params).drafts
    assert (draft.credit, draft.rights, draft.source_url) == (
        "Léa Martin",
        "CC BY 4.0",
        "https://example.org/vase",
    )
    unknown = {"license": "U", "source": "a friend"}
    params = CHOICE | {"media": {"type": {"params": {"file": PICTURE}, "metadata": unknown}}}
    (draft,) = read_content("H5P.MultiChoice", params).drafts
    assert (draft.credit, draft.rights, draft.source_url) == ("", "", "")


@pytest.mark.parametrize(
    ("library", "params", "expected"),
    [
        (
            "H5P.MultiChoice",
            CHOICE | {"behaviour": {"type": "multi"}},
            [("multiple", {"right": [2]})],
        ),
        ("H5P.TrueFalse", TRUTH, [("true_false", {"right": [1]})]),
        ("H5P.TrueFalse", TRUTH | {"correct": False}, [("true_false", {"right": [2]})]),
        (
            "H5P.SingleChoiceSet",
            {"choices": [{"question": "a ?", "answers": ["oui", "non"]}] * 2},
            [("single", {"right": [1]})] * 2,
        ),
        (
            "H5P.SortParagraphs",
            {"taskDescription": "Dans l’ordre", "paragraphs": ["un", "deux", "trois"]},
            [("order", {})],
        ),
        (
            "H5P.Blanks",
            {"text": "Qui ?", "questions": ["<p>C’est *Kuma/Kengo Kuma:un nom*.</p>"]},
            [("text", {"forms": ["Kuma", "Kengo Kuma"]})],
        ),
        (
            "H5P.Flashcards",
            {"cards": [{"text": "La ville ?", "answer": "Paris"}]},
            [("text", {"forms": ["Paris"]})],
        ),
    ],
)
def test_kinds_and_keys(library: str, params: Any, expected: list[tuple[str, Any]]) -> None:
    reading = read_content(library, params)
    assert [(draft.kind, draft.key) for draft in reading.drafts] == expected


def test_pictures_in_order_have_their_descriptions() -> None:
    images = [{"imageDescription": f"le {n}", "image": PICTURE} for n in ("un", "deux", "trois")]
    params = {"taskDescription": "Dans l’ordre", "sequenceImages": images}
    (question,) = read_content("H5P.ImageSequencing", params).questions
    assert [choice.fr for choice in question.draft.choices] == ["le un", "le deux", "le trois"]
    assert [picture.choice for picture in question.pictures] == [1, 2, 3]


def test_regions_are_in_per_cent_of_the_picture() -> None:
    spots = [
        {"userSettings": {"correct": right}, "computedSettings": place}
        for right, place in (
            (False, {"x": 0, "y": 10.04, "width": 20, "height": 30}),
            (True, {"x": 90, "y": 50, "width": 20, "height": 1}),
        )
    ]
    settings = {"taskDescription": "Où ?", "hotspot": spots}
    inside = {"backgroundImageSettings": PICTURE, "hotspotSettings": settings}
    (question,) = read_content(
        "H5P.ImageHotspotQuestion", {"imageHotspotQuestion": inside}
    ).questions
    regions = [[0, 100, 200, 300], [900, 500, 100, 30]]
    assert question.draft.key == {"right": [2], "regions": regions}
    assert (question.draft.image, len(question.pictures)) == ("vase.jpg", 1)


def test_a_set_gives_its_questions_and_names_the_rest() -> None:
    parts = [
        {"library": "H5P.MultiChoice 1.14", "params": CHOICE},
        {"library": "H5P.DragQuestion 1.13", "params": {}, "metadata": {"title": "Glissez"}},
        {"library": "H5P.TrueFalse 1.6", "params": TRUTH},
    ]
    reading = read_content("H5P.QuestionSet", {"questions": parts})
    assert [draft.kind for draft in reading.drafts] == ["single", "true_false"]
    assert [(left.row, left.text) for left in reading.left_out] == [(2, "Glissez")]
    column = {
        "content": [
            {"content": {"library": "H5P.QuestionSet 1.17", "params": {"questions": parts}}}
        ]
    }
    assert len(read_content("H5P.Column", column).drafts) == 2


def test_several_gaps_in_a_line_have_no_counterpart() -> None:
    reading = read_content("H5P.Blanks", {"text": "Qui ?", "questions": ["*a* et *b*"]})
    assert (reading.drafts, [left.text for left in reading.left_out]) == ((), ["Titre"])


def test_content_that_contains_itself_without_end_ends() -> None:
    params: dict[str, Any] = {"content": []}
    for _ in range(30):
        params = {"content": [{"content": {"library": "H5P.Column 1.0", "params": params}}]}
    assert read_content("H5P.Column", params).drafts == ()


@pytest.mark.parametrize(
    "files",
    [
        {"h5p.json": "{}"},
        {"h5p.json": "{", "content/content.json": "{}"},
        {"h5p.json": "{}", "content/content.json": "[" * 100_000},
    ],
)
def test_what_is_broken_is_refused(files: dict[str, str]) -> None:
    with pytest.raises(FileRefused):
        read_h5p(make_zip(files))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
LIBRARIES = ("MultiChoice", "SingleChoiceSet", "TrueFalse", "Blanks", "Column", "ImageSequencing")
NAMES = (
    "answers",
    "question",
    "choices",
    "questions",
    "content",
    "sequenceImages",
    "media",
    "l10n",
)


@given(st.sampled_from(LIBRARIES), st.dictionaries(st.sampled_from(NAMES), values, max_size=4))
def test_no_content_crashes_the_reader(library: str, params: Any) -> None:
    with suppress(FileRefused):
        assert isinstance(read_h5p(make_h5p(f"H5P.{library}", params)), FileReading)
    assert json.dumps(params)


@given(st.integers(0, 2_000), st.binary(max_size=40))
def test_no_bytes_crash_the_reader(length: int, rest: bytes) -> None:
    whole = make_h5p("H5P.MultiChoice", CHOICE)
    with suppress(FileRefused):
        assert isinstance(read_h5p(whole[:length] + rest + whole[length:]), FileReading)
