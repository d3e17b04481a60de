"""Real files of other programs, where they are present: what is read of each, and what is not.

They belong to those who published them, and are not kept here.
"""

from collections import Counter

import pytest
from flask_babel import force_locale

from quiz.bank.formats.refusal import FileRefused
from quiz.bank.formats.registry import read_questions
from quiz.config import ROOT
from quiz.i18n.localized import LANGUAGES
from tests.bank.formats.samples_table import READ, REFUSED, Read

SAMPLES = ROOT.parent / "shared" / "data" / "samples"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="The samples are not here.")


@pytest.mark.parametrize(("name", "expected"), READ.items())
def test_a_file_is_read(name: str, expected: Read) -> None:
    reading = read_questions((SAMPLES / name).read_bytes())
    kinds = dict(sorted(Counter(draft.kind for draft in reading.drafts).items()))
    assert (reading.format, reading.language, kinds, len(reading.left_out)) == expected


@pytest.mark.parametrize(("names", "word"), REFUSED.items())
@pytest.mark.usefixtures("app")
def test_a_file_is_refused_by_name(names: str, word: str) -> None:
    for file in SAMPLES.glob(names):
        with pytest.raises(FileRefused) as refused:
            read_questions(file.read_bytes())
        for language in LANGUAGES:
            with force_locale(language):
                assert word in str(refused.value.errors[0].sentence), file
