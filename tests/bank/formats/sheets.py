"""Rows and files of questions, right and wrong, and any question that there may be."""

import csv
from dataclasses import replace
from io import StringIO

from hypothesis import strategies as st

from quiz.bank.formats.bilingual import COLUMNS
from quiz.bank.kinds.registry import KINDS
from quiz.bank.rules import Draft
from quiz.i18n.localized import Localized
from tests.bank.drafts import KEYS, MORE, make_draft

letters = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n\t",;|=+-@ ')
texts = st.text(alphabet=letters, max_size=30)
localized = st.builds(lambda fr, zh: Localized(f"« {fr} »", f"“{zh}”"), texts, texts)
# A name may be the same in both languages.
cited = localized | texts.map(lambda text: Localized(text, text))
drafts = st.builds(
    make_draft,
    kind=st.sampled_from(sorted(KEYS)),
    prompt=localized,
    explanation=localized,
    object_title=localized,
    image_alt=localized,
    maker=cited,
    date=cited,
    place=localized,
    material=cited,
    institution=texts,
    manifest=texts,
    object_picture=texts,
    inventory_no=texts,
    credit=texts,
    rights=texts,
    image=texts,
    tags=st.lists(texts, max_size=3).map(tuple),
    seconds=st.integers(min_value=1, max_value=3600),
    weight=st.integers(min_value=0, max_value=10),
).map(lambda draft: pictured(draft) if KINDS[draft.kind].needs_picture else draft)


def pictured(draft: Draft) -> Draft:
    """The question with the picture of its own that its kind asks for, if it does."""
    return replace(draft, image=MORE.get(draft.kind, {}).get("image", ""))


def make_row(**cells: str) -> dict[str, str]:
    """A right row of our file: a poll between two choices."""
    return (
        dict.fromkeys(COLUMNS, "")
        | {"kind": "poll", "prompt_fr": "Lequel ?", "prompt_zh": "哪一个？"}
        | {"choice1_fr": "le vase", "choice1_zh": "花瓶", "choice2_fr": "le bol"}
        | {"choice2_zh": "碗", "seconds": "20", "weight": "0"}
        | cells
    )


def make_file(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> bytes:
    text = StringIO(newline="")
    writer = csv.DictWriter(text, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
