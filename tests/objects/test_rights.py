"""Statements of rights are known by their address, however written; anything else is unknown."""

import pytest

from quiz.i18n.localized import Localized
from quiz.objects.rights import STATEMENTS, rights_name, rights_uri


@pytest.mark.parametrize(
    ("written", "uri"),
    [
        (
            "https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
            "http://creativecommons.org/licenses/by-sa/4.0/",
        ),
        (
            "http://www.creativecommons.org/licenses/BY/3.0",
            "http://creativecommons.org/licenses/by/3.0/",
        ),
        (
            "https://creativecommons.org/publicdomain/mark/1.0/",
            "http://creativecommons.org/publicdomain/mark/1.0/",
        ),
        (
            "https://rightsstatements.org/page/InC/1.0/?language=en",
            "http://rightsstatements.org/vocab/InC/1.0/",
        ),
        ("https://creativecommons.org/licenses/free/4.0/", ""),
        ("https://rightsstatements.org/vocab/Nothing/1.0/", ""),
        ("© Victoria and Albert Museum", ""),
        ("", ""),
    ],
)
def test_a_statement_has_one_address(written: str, uri: str) -> None:
    assert rights_uri(written) == uri
    assert rights_uri(uri) == uri


def test_each_statement_has_its_usual_name_in_both_languages() -> None:
    mark = "http://creativecommons.org/publicdomain/mark/1.0/"
    assert rights_name(mark) == Localized("Domaine public", "公有领域")
    licence = rights_name("http://creativecommons.org/licenses/by-nc/4.0/")
    assert licence == Localized("CC BY-NC 4.0", "CC BY-NC 4.0")
    for name, spoken in STATEMENTS.items():
        assert rights_name(f"http://rightsstatements.org/vocab/{name}/1.0/") == spoken
        assert spoken.missing() == ()
    assert rights_name("https://example.org/licence") is None
