"""Both catalogues say every sentence of the program, whole, and as their language is written."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po
from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from quiz.config import ROOT
from quiz.i18n.localized import LANGUAGES
from quiz.i18n.typography import typeset

FORMS = {"fr": (2, "(n > 1)"), "zh": (1, "0")}
GETTEXTS = {"gettext", "lazy_gettext", "ngettext", "lazy_ngettext"}
# Words that French shares with English, and what has none: signs, a place in a pattern.
THE_SAME = {
    "fr": {
        "Image",
        "Image %(number)s",
        "%(number)s image",
        "%(number)s images",
        "%(width)s × %(height)s pixels",
        "Institution",
        "Page",
        "%(choice)s, place %(place)s",
        "%(number)s question",
        "%(number)s questions",
        "%(value)s (%(count)s)",
        "%(points)s point",
        "%(points)s points",
        "+%(points)s",
        "Actions",
        "Code",
        "Date",
        "Interlude",
        "Pages",
        "Podium",
        "Points",
        "Question",
        "Questions",
        "Source",
        "Version %(number)s",
        "place %(place)s",
    },
    "zh": {"+%(points)s", "%(share)s%%"},
}

PLACE = re.compile(r"%\(\w+\)[a-z]")
HAN = "[\u4e00-\u9fff]"
SET = "[\u4e00-\u9fff，。？！：；、（）“”《》]"
ENGLISH_IN_FRENCH = re.compile(
    r"\b(?:leaderboard|live|livestream|stream|streaming|round|overlay|lobby|nickname|pseudo"
    r"|e-?mail|mail|login|timer|feedback|password|host|admin)\b",
    re.IGNORECASE,
)
FAMILIAR = {
    "fr": re.compile(r"\b(?:tu|te|toi|ton|ta|tes)\b|\bt’", re.IGNORECASE),
    "zh": re.compile("你"),
}


def keywords() -> list[str]:
    """The names by which `make catalogues` knows gettext."""
    line = re.search(r"^KEYWORDS := (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert line is not None
    return line[1].split()


def read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Every sentence that the program has now."""
    template = tmp_path_factory.mktemp("extracted") / "messages.pot"
    mapping = ["-F", str(ROOT / "pyproject.toml")]
    words = ["pybabel", "-q", "extract", *mapping, *keywords(), "-o", str(template), str(ROOT)]
    CommandLineInterface().run(words)
    return read(template)


@pytest.fixture(scope="module", params=LANGUAGES)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    """What we say in one language."""
    language = str(request.param)
    return read(ROOT / "translations" / language / "LC_MESSAGES" / "messages.po", language)


@pytest.fixture(scope="module", params=["messages", "wtforms"])
def french(request: pytest.FixtureRequest) -> Catalog:
    return read(ROOT / "translations" / "fr" / "LC_MESSAGES" / f"{request.param}.po", "fr")


@pytest.fixture(scope="module", params=["messages", "wtforms"])
def chinese(request: pytest.FixtureRequest) -> Catalog:
    return read(ROOT / "translations" / "zh" / "LC_MESSAGES" / f"{request.param}.po", "zh")


def sentences(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def texts(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def said(catalogue: Catalog) -> Iterator[str]:
    return (text for message in sentences(catalogue) for text in texts(message))


def test_every_name_of_gettext_is_extracted() -> None:
    """A sentence behind an alias that the extraction does not know would stay English."""
    known = GETTEXTS - {"lazy_gettext", "lazy_ngettext"} | {"_"}
    known |= {word.partition(":")[0] for word in keywords() if word != "-k"}
    unknown = {
        f"{path.relative_to(ROOT)}: {alias.asname or alias.name}"
        for path in (ROOT / "quiz").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "flask_babel"
        for alias in node.names
        if alias.name in GETTEXTS and (alias.asname or alias.name) not in known
    }
    assert unknown == set()


def test_every_template_can_be_read() -> None:
    """The extraction passes over a template that it cannot read, and says nothing."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]
    assert {mapping["method"] for mapping in mappings["mappings"]} == {"python", "jinja2"}
    wrong = []
    for path in sorted((ROOT / "quiz" / "templates").rglob("*.html")):
        try:
            with path.open("rb") as file:
                list(babel_extract(file, ("_", "ngettext"), (), {"silent": "false"}))
        except TemplateSyntaxError as error:
            wrong.append(f"{path.relative_to(ROOT)}:{error.lineno}: {error.message}")
    assert wrong == []


def test_the_catalogue_has_the_programs_sentences_and_no_others(
    program: Catalog, catalogue: Catalog
) -> None:
    assert {ids(message) for message in sentences(program)} == {
        ids(message) for message in sentences(catalogue)
    }
    assert dict(catalogue.obsolete) == {}


def test_every_sentence_is_translated_whole(catalogue: Catalog) -> None:
    forms, rule = FORMS[str(catalogue.locale)]
    assert (catalogue.num_plurals, catalogue.plural_expr) == (forms, rule)
    assert [
        message.id
        for message in sentences(catalogue)
        if message.fuzzy
        or not all(text.strip() for text in texts(message))
        or len(texts(message)) != (forms if message.pluralizable else 1)
    ] == []


def test_what_is_filled_in_is_filled_in_everywhere(catalogue: Catalog) -> None:
    wrong = [
        text
        for message in sentences(catalogue)
        for text in texts(message)
        if Counter(PLACE.findall(text)) != Counter(PLACE.findall(ids(message)[-1]))
        or (message.python_format and "%" in re.sub(r"%%", "", PLACE.sub("", text)))
    ]
    assert wrong == []


def test_nothing_is_left_in_english(catalogue: Catalog) -> None:
    same = {
        text
        for message in sentences(catalogue)
        for text, original in zip(texts(message), ids(message), strict=False)
        if text == original
    }
    assert same == THE_SAME[str(catalogue.locale)]


def test_a_sentence_ends_as_its_original_does(catalogue: Catalog) -> None:
    """A full stop, a question or an ellipsis; nothing is cut off, no label becomes a sentence."""
    ends = str.maketrans("。？！：", ".?!:")
    wrong = [
        text
        for message in sentences(catalogue)
        for text in texts(message)
        if _end(text.translate(ends)) != _end(ids(message)[0])
    ]
    assert wrong == []


def _end(text: str) -> str:
    return text[-1:] if text.endswith((".", "?", ":", "…")) else ""


def test_nobody_is_addressed_familiarly(catalogue: Catalog) -> None:
    familiar = FAMILIAR[str(catalogue.locale)]
    assert [text for text in said(catalogue) if familiar.search(text)] == []


def test_sentences_hold_no_markup(catalogue: Catalog) -> None:
    """Templates print a sentence as it is; what is filled in is escaped, the sentence is not."""
    assert [text for text in said(catalogue) if re.search(r"[<>]|&\w+;", text)] == []


def test_french_is_spaced_as_the_pages_are(french: Catalog) -> None:
    """Sentences are shown without the filter that sets our content, so they are stored set."""
    assert [text for text in said(french) if typeset(text, "fr") != text] == []


def test_french_signs(french: Catalog) -> None:
    """Curved apostrophes, « », one ellipsis, no exclamation, no-break space before a unit."""
    wrong = re.compile(r"['\"“”!]|\.\.\.|  |(?:\d|\)[sd]) (?:%%|(?:s|ms|h|min|j|Mo)\b)")
    assert [text for text in said(french) if wrong.search(text)] == []


def test_french_has_no_english_word(french: Catalog) -> None:
    assert [text for text in said(french) if ENGLISH_IN_FRENCH.search(PLACE.sub("", text))] == []


def test_chinese_signs_are_full_width(chinese: Catalog) -> None:
    """No Western sign beside Han or at an end, no straight quote, no exclamation."""
    wrong = re.compile(
        rf"(?:{HAN}|\)s)[,;:!?()]|[,;:!?()]{HAN}|['\"!！「」]|\.\.\.|[,;:?.]$|(?<!…)…(?!…)"
    )
    assert [text for text in said(chinese) if wrong.search(text)] == []


def test_chinese_is_set_close(chinese: Catalog) -> None:
    """No space between Han and letters, digits or what is filled in; around a dot there is."""
    loose = re.compile(rf"{SET} (?!·)|(?<!·) {SET}|\)[sd] {SET}|{SET} %\(")
    assert [text for text in said(chinese) if loose.search(text)] == []


def test_chinese_quotation_marks_are_paired(chinese: Catalog) -> None:
    pairs = ("“”", "（）", "《》")
    wrong = [
        text
        for text in said(chinese)
        for pair in pairs
        if [sign for sign in text if sign in pair] != list(pair * text.count(pair[0]))
    ]
    assert wrong == []


def test_the_same_words_are_said_alike(catalogue: Catalog) -> None:
    """A sentence that differs only by its full stop is translated the same."""
    plain = sorted(
        (ids(message)[0].rstrip("."), texts(message)[0].rstrip(".。"))
        for message in sentences(catalogue)
    )
    assert [
        pair for pair in pairwise(plain) if pair[0][0] == pair[1][0] and pair[0] != pair[1]
    ] == []
