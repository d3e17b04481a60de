"""The fragments that phones swap in: small, the same for everybody, whole without a script."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask

from quiz.i18n.localized import HTML_LANG, Localized
from quiz.leaderboard.rules import Line
from quiz.live.scene import SceneView
from quiz.web.crowd.rendering import render_scene
from tests.web.play.scenes import (
    CROWDS,
    KINDS,
    SOLVED,
    WITHOUT_CHOICES,
    make_choices,
    make_crowds,
    make_lines,
    make_question,
    make_scene,
    make_solution,
)

MOST_BYTES = 6_000
SCENES = {
    "lobby": make_scene("lobby", number=None, opens_at=None),
    "ready": make_scene("ready"),
    "void": make_scene("void"),
    "interlude": make_scene("interlude"),
    "board": make_scene("board", lines=make_lines(), players=15_234),
    "crowded": make_scene("board", lines=make_crowds(), players=166_000),
    "no board": make_scene("board"),
    "over": make_scene("over", lines=make_lines(3), players=15_234),
    "nothing played": make_scene("over", number=None),
    **{f"open {kind}": make_scene("open", question=make_question(kind)) for kind in KINDS},
    **{
        f"revealed {kind}": make_scene(
            "revealed",
            question=make_question(
                kind,
                choices=()
                if kind in WITHOUT_CHOICES
                else make_choices(right=kind != "order" or None, place=1, share=34),
                solution=make_solution(
                    value="166000",
                    forms=("Kengo Kuma", "隈研吾"),
                    crowd=CROWDS.get(kind, {}),
                    facts=SOLVED.get(kind, {}),
                ),
            ),
        )
        for kind in KINDS
    },
}


class Fields(HTMLParser):
    """The elements of a fragment, and what a browser would send of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.depth, self.roots = 0, 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def every(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def rendered(app: Flask, view: SceneView, language: str = "fr") -> str:
    return render_scene(app, view, language).decode()


@pytest.mark.parametrize("language", ["fr", "zh"])
@pytest.mark.parametrize("view", SCENES.values(), ids=SCENES)
def test_a_scene_is_one_small_element(app: Flask, view: SceneView, language: str) -> None:
    html = rendered(app, view, language)
    assert len(html.encode()) < MOST_BYTES
    assert html.startswith("<section ")
    assert html.rstrip().endswith("</section>")
    assert html.count("<section ") == html.count("</section>") == 1
    assert f'lang="{HTML_LANG[language]}"' in html
    assert re.search(r"\sstyle=|<script|\son\w+=|None|Undefined", html) is None
    assert html == rendered(app, view, language)


@pytest.mark.parametrize("view", SCENES.values(), ids=SCENES)
def test_a_scene_has_one_heading_that_takes_the_focus(app: Flask, view: SceneView) -> None:
    headings = [a for tag, a in Fields(rendered(app, view)).elements if tag in ("h1", "h2")]
    assert [(a["id"], a["tabindex"]) for a in headings] == [("scene-title", "-1")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_is_a_form_that_needs_no_script(app: Flask, kind: str) -> None:
    fields = Fields(rendered(app, SCENES[f"open {kind}"], "zh"))
    (form,) = fields.every("form")
    assert (form["method"], form["action"]) == ("post", "/zh/e/va2020/kuaishou/play")
    hidden = [a for a in fields.every("input") if a.get("type") == "hidden"]
    assert [(a["name"], a["value"]) for a in hidden] == [("round", "3")]
    assert len(fields.every("button")) == 1
    shown = [a for a in fields.every("input") if a.get("type") != "hidden"]
    names = [a["name"] for a in shown + fields.every("select")]
    ids = [choice.id for choice in make_choices()]
    steps = [(f"step{number}", f"{number}") for number in range(1, 6)]
    if kind == "order":
        assert names == [f"place.{choice}" for choice in ids]
        assert [a["id"] for a in fields.every("select")] == ids
    elif kind == "match":
        assert names == [f"match.{choice}" for choice in ids]
        assert [a["id"] for a in fields.every("select")] == ids
        assert len({a["value"] for a in fields.every("option")}) == 7
    elif kind == "cloud":
        assert names == ["v", "v", "v"]
    elif kind in ("number", "text"):
        assert names == ["v"]
    else:
        assert set(names) == {"v"}
        assert [(a["id"], a["value"]) for a in shown] == (
            steps if kind == "scale" else [(choice, choice) for choice in ids]
        )
        assert {a["type"] for a in shown} == {"checkbox" if kind == "multiple" else "radio"}


def test_a_number_is_asked_for_with_digits(app: Flask) -> None:
    fields = Fields(rendered(app, SCENES["open number"]))
    assert [a["inputmode"] for a in fields.every("input") if a["name"] == "v"] == ["decimal"]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_marked_before_the_reveal(app: Flask, kind: str) -> None:
    html = rendered(app, SCENES[f"open {kind}"])
    assert "✓" not in html
    assert "atelier impérial" not in html


def test_the_reveal_says_the_right_row_in_words_and_shares_as_numbers(app: Flask) -> None:
    choices = (
        *make_choices(1, right=False, share=66),
        make_choices(2, right=True, share=34)[1],
    )
    question = make_question("single", choices=choices, solution=make_solution())
    html = rendered(app, make_scene("revealed", question=question))
    wrong, right = re.findall(r"<li .*?</li>", html, re.DOTALL)
    assert 'class="choice"' in wrong
    assert "✓" not in wrong
    assert "66" in wrong
    assert 'class="choice right"' in right
    assert "✓" in right


def test_an_order_is_revealed_from_first_to_last(app: Flask) -> None:
    first, second = make_choices(2)
    dealt = (
        type(first)(first.id, first.letter, first.shape, Localized("le lit", "床"), place=2),
        type(second)(second.id, second.letter, second.shape, Localized("la table", "桌"), place=1),
    )
    question = make_question("order", choices=dealt, solution=make_solution())
    html = rendered(app, make_scene("revealed", question=question))
    assert html.index("la table") < html.index("le lit")


@pytest.mark.parametrize(("language", "shown"), [("fr", "166\u202f000"), ("zh", "166,000")])
def test_a_number_is_revealed_as_the_language_writes_it(
    app: Flask, language: str, shown: str
) -> None:
    assert f'<strong class="figures">{shown}</strong>' in rendered(
        app, SCENES["revealed number"], language
    )


def test_what_the_bank_does_not_say_leaves_no_empty_place(app: Flask) -> None:
    bare: dict[str, Any] = dict.fromkeys(("inventory_no", "credit"), "")
    shown = make_solution(
        explanation=Localized(),
        object=type(make_solution().object)(title=Localized(), **bare, rights="", source_url=""),
    )
    html = rendered(app, make_scene("revealed", question=make_question("single", solution=shown)))
    assert "<aside" not in html
    assert 'class="explanation"' not in html


def test_a_board_has_ten_rows_with_moves_in_words_and_no_number_of_a_player(app: Flask) -> None:
    html = rendered(app, SCENES["board"])
    assert len(re.findall(r"<tr[^>]* data-rank", html)) == 10
    assert "▲120" in html
    assert len(re.findall(r"▲|▼", html)) == len(re.findall(r"</span><span class=\"visually", html))
    assert "4000" not in html


def test_names_are_text_and_nothing_else(app: Flask) -> None:
    line = Line(1, 1, 1, "<b>&Zoé")
    html = rendered(app, make_scene("board", lines=(line,)))
    assert "&lt;b&gt;&amp;Zoé" in html


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("fr", "1ers ex æquo · 1\u202f620", "1\u202f621es ex æquo · 1\u202f620"),
        ("zh", "并列第1名 · 1,620人", "并列第1,621名 · 1,620人"),
    ],
)
def test_a_rank_that_many_share_is_one_line_with_their_number(
    app: Flask, language: str, first: str, second: str
) -> None:
    html = rendered(app, make_scene("board", lines=make_crowds(2)), language)
    rows = re.findall(r"<tr class.*?</tr>", html, re.DOTALL)
    said = [re.findall(r'data-rank="(\d+)" data-tied="(\d+)"><th[^>]*>(.*?)</th>', r) for r in rows]
    assert said == [[("1", "1620", first)], [("1621", "1620", second)]]
    assert "<bdi>" not in html


def test_a_podium_of_many_names_nobody(app: Flask) -> None:
    html = rendered(app, make_scene("over", lines=make_crowds(1)))
    places = re.findall(r'<li class="rank-(\d)">(.*?)</li>', html, re.DOTALL)
    assert [rank for rank, _ in places] == ["1"]
    assert 'data-rank="1" data-tied="1620"' in places[0][1]
    assert "<bdi>" not in html


def test_the_podium_stands_by_rank_and_ties_stand_together(app: Flask) -> None:
    html = rendered(app, SCENES["over"])
    places = re.findall(r'<li class="rank-(\d)">(.*?)</li>', html, re.DOTALL)
    assert [rank for rank, _ in places] == ["1", "2"]
    assert [len(re.findall("<bdi>", place)) for _, place in places] == [1, 2]
