"""What a record says stands beside what is written, and is taken part by part."""

from pathlib import Path

import pytest

from quiz.config import ROOT
from quiz.i18n.localized import Localized
from quiz.objects.offers import OfferedText, offered_texts, with_taken
from quiz.objects.records.base import MuseumRecord
from quiz.objects.records.registry import read_records
from quiz.objects.rules import ObjectWords

SAMPLES = ROOT.parent / "shared" / "data" / "samples"
WORDS = ObjectWords(title=Localized("Coupe", "碗"), inventory_no="C.1", rights="CC0")
RECORD = MuseumRecord(
    source="iiif",
    title={"fr": "Coupe", "zh": "莲瓣纹碗"},
    maker={"": "Longquan"},
    date={"en": "12th century"},
    inventory_no="C.25",
    institution="V&A",
)


def test_each_text_stands_beside_what_is_written() -> None:
    found = {text.name: text for text in offered_texts(WORDS, RECORD)}
    assert found["title-zh"] == OfferedText("title", "zh", "碗", "莲瓣纹碗")
    assert found["date-fr"] == OfferedText("date", "fr", "", "12th century", "en")
    assert [name for name, text in found.items() if text.is_new] == [
        *("title-zh", "maker-fr", "maker-zh", "date-fr", "date-zh"),
        *("inventory_no", "institution"),
    ]


def test_nothing_is_taken_unasked() -> None:
    texts = {text.name: text.text for text in offered_texts(WORDS, RECORD)}
    assert with_taken(WORDS, texts, []) == WORDS
    taken = with_taken(WORDS, texts, ["title-zh", "maker-zh", "inventory_no", "nothing", "title"])
    assert taken == ObjectWords(
        title=Localized("Coupe", "莲瓣纹碗"),
        maker=Localized("", "Longquan"),
        inventory_no="C.25",
        rights="CC0",
    )


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="The samples are not here.")
@pytest.mark.parametrize("name", ["vam-O84909.json", "louvre-china-search.csv"])
def test_museums_own_records_are_offered(name: str) -> None:
    path: Path = SAMPLES / "museum-records" / name
    for record in read_records(path.read_bytes()):
        texts = {text.name: text for text in offered_texts(ObjectWords(), record)}
        assert texts["title-fr"].text
        assert texts["inventory_no"].text
