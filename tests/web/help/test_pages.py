"""The pages of help: for everybody, kept by caches, each section in its place."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from quiz.config import ROOT
from quiz.i18n.localized import LANGUAGES
from quiz.web.assets import FOLDER
from quiz.web.help.pages import PAGES
from quiz.web.help.pictures import PICTURES, HelpPicture
from quiz.web.help.places import SPOKEN_OF

TEMPLATES = ROOT / "quiz" / "templates"
# A link to a section, as a template writes it.
LINK = re.compile(r"url_for\('help\.(\w+)', _anchor='([\w-]+)'\)")
PATH = re.compile(r"/(?:fr|zh)/help/(\w+)#([\w-]+)$")
SHOWN = re.compile(r"""pictures\["(\w+)"\]""")
MOST_BYTES = 600_000


class Outline(HTMLParser):
    """The levels of a page's headings, what has a name in it, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.names: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters of an element."""
        values = dict(attrs)
        if re.fullmatch(r"h\d", tag):
            self.levels.append(int(tag[1]))
        if values.get("id"):
            self.names.append(str(values["id"]))
        if tag == "a":
            self.links.append(str(values["href"]))


def outline(client: FlaskClient, name: str, language: str = "fr") -> Outline:
    """A page of help, read; without a name, their contents."""
    return Outline(client.get(f"/{language}/help/{name}".rstrip("/")).text)


@pytest.fixture
def anchors(client: FlaskClient) -> set[tuple[str, str]]:
    """Every page of help with every name in it."""
    return {(name, anchor) for name in PAGES for anchor in outline(client, name).names}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["help", *(f"help/{name}" for name in PAGES)])
def test_a_page_is_the_same_for_everybody(
    client: FlaskClient, admin_client: FlaskClient, path: str, language: str
) -> None:
    page, of_staff = client.get(f"/{language}/{path}"), admin_client.get(f"/{language}/{path}")

    assert page.text == of_staff.text
    assert page.headers["Cache-Control"] == "public, max-age=300"
    assert [name for name in ("Set-Cookie", "Vary") if name in page.headers] == []


@pytest.mark.parametrize("name", PAGES)
def test_headings_are_in_order(client: FlaskClient, name: str) -> None:
    read = outline(client, name)
    anchors = [section.anchor for section in PAGES[name].sections]

    assert read.levels[:2] == [1, 2]
    deeper = zip(read.levels, read.levels[1:], strict=False)
    assert [pair for pair in deeper if pair[1] > pair[0] + 1] == []
    assert [anchor for anchor in read.names if anchor in anchors] == anchors
    assert [link for link in read.links if link.startswith("#")] == [
        "#main",
        *(f"#{anchor}" for anchor in anchors),
    ]
    assert len(read.names) == len(set(read.names))


def test_the_contents_lead_to_every_section(client: FlaskClient) -> None:
    found = [PATH.fullmatch(link) for link in outline(client, "").links]

    assert [(link[1], link[2]) for link in found if link] == [
        (page.name, section.anchor) for page in PAGES.values() for section in page.sections
    ]


def test_every_section_is_written() -> None:
    written = {path.relative_to(TEMPLATES / "help") for path in TEMPLATES.glob("help/*/*.html")}

    assert written == {
        Path(page.name, f"{section.anchor}.html")
        for page in PAGES.values()
        for section in page.sections
    }


def test_links_of_templates_lead_to_what_is_there(anchors: set[tuple[str, str]]) -> None:
    texts = [path.read_text("utf-8") for path in TEMPLATES.rglob("*.html")]
    links = {(link[1], link[2]) for text in texts for link in LINK.finditer(text)}

    assert {("viewers", "rules"), ("hosts", "delays")} <= links
    assert links - anchors == set()


def test_pages_of_staff_are_spoken_of(app: Flask, anchors: set[tuple[str, str]]) -> None:
    assert {name for name in SPOKEN_OF if name not in app.view_functions} == set()
    assert {place for places in SPOKEN_OF.values() for place in places} - anchors == set()


@pytest.mark.parametrize(
    ("endpoint", "section"), [("account.staff", "admins#staff"), ("admin.banks", "curators#banks")]
)
def test_a_page_of_staff_links_to_its_sections(
    app: Flask, admin_client: FlaskClient, endpoint: str, section: str
) -> None:
    with app.test_request_context("/"):
        path = url_for(endpoint, lang="zh")

    assert f"/zh/help/{section}" in Outline(admin_client.get(path).text).links


def test_nobody_is_led_away_from_the_console(host_client: FlaskClient) -> None:
    keys = (TEMPLATES / "host" / "_keys.html").read_text("utf-8")

    assert "host.console" not in SPOKEN_OF
    assert re.findall(r"<a [^>]*help\.[^>]*>", keys) == [
        """<a href="{{ url_for('help.hosts') }}" target="_blank" rel="noopener">"""
    ]


def test_every_picture_is_shown_once() -> None:
    texts = (path.read_text("utf-8") for path in TEMPLATES.glob("help/*/*.html"))

    assert sorted(name for text in texts for name in SHOWN.findall(text)) == sorted(PICTURES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("picture", PICTURES.values(), ids=list(PICTURES))
def test_a_picture_is_as_large_as_it_says(picture: HelpPicture, language: str) -> None:
    data = Path(FOLDER, picture.file(language)).read_bytes()
    width, height = (int.from_bytes(data[at : at + 4]) for at in (16, 20))

    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert (width, height) in {(times * picture.width, times * picture.height) for times in (1, 2)}


def test_pictures_are_small_together() -> None:
    files = list(Path(FOLDER, "img", "help").iterdir())

    assert {file.name for file in files} == {
        Path(picture.file(language)).name for picture in PICTURES.values() for language in LANGUAGES
    }
    assert sum(file.stat().st_size for file in files) <= MOST_BYTES
