"""What is right has a source, and a picture a credit and rights that are known."""

import pytest

from quiz.bank.checks.sources import source_flaws
from quiz.bank.rules import picture_name
from tests.bank.drafts import make_draft

PICTURE = picture_name("a" * 32)
SOURCE = "https://museum.example/1"


def checks(kind: str = "single", **values: str) -> list[str]:
    return [flaw.check for flaw in source_flaws(make_draft(kind, **values))]


def test_what_is_right_needs_a_source_and_what_only_asks_does_not() -> None:
    assert checks() == ["source"]
    assert checks(source_url=SOURCE) == []
    assert checks("poll") == []
    assert checks("scale") == []


@pytest.mark.parametrize(
    "rights",
    ["", " ", "?", "Unknown", "inconnus", "不详", "https://rightsstatements.org/page/UND/1.0/"],
)
def test_a_picture_needs_rights_that_say_something(rights: str) -> None:
    assert checks(image=PICTURE, source_url=SOURCE, credit="Guimet", rights=rights) == ["rights"]


@pytest.mark.parametrize(
    "rights", ["CC0", "domaine public", "http://rightsstatements.org/vocab/InC/1.0/"]
)
def test_a_picture_with_credit_and_rights_has_no_flaw(rights: str) -> None:
    assert checks(image=PICTURE, source_url=SOURCE, credit="Guimet", rights=rights) == []
    assert checks(image=PICTURE, source_url=SOURCE, rights=rights) == ["credit"]


def test_the_name_of_a_picture_that_never_came_asks_for_nothing() -> None:
    assert checks(image="bol.jpg", source_url=SOURCE) == []
