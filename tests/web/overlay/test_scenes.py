"""The overlay's scenes: both languages at once, and nothing before its time."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from quiz.bank.citation import ObjectView
from quiz.bank.kinds.registry import KINDS
from quiz.events.facts import ChannelFacts
from quiz.i18n.localized import Localized
from quiz.leaderboard.rules import Line
from quiz.live.scene import ChoiceView, QuestionView, SceneView, SolutionView
from quiz.web.crowd.rendering import BOTH, render_scene
from quiz.web.overlay.bilingual import both
from tests.clocks import EVENING

NOTHING = Localized()
PROMPT = Localized("De quelle dynastie date ce bol ?", "这只碗出自哪个朝代？")
CHOICES = (
    ChoiceView("k3f9x2", "A", "circle", Localized("Les Song", "宋")),
    ChoiceView("m4g8z3", "B", "triangle", Localized("1368", "1368")),
)
OBJECT = ObjectView(NOTHING, "", "", "", "", "", "")
SOLUTION = SolutionView(None, None, (), NOTHING, OBJECT, 200)


def make_scene(phase: str, **values: Any) -> SceneView:
    return SceneView(
        id="a" * 22,
        phase=phase,
        code="va2020",
        title=Localized("Au cœur du musée", "走进博物馆"),
        museum=Localized("Musée de la céramique", "陶瓷博物馆"),
        channel=ChannelFacts(0, "secret", "", "", 0, "fr"),
        starts_at=EVENING,
        **{"number": 3, "opens_at": EVENING} | values,
    )


def make_question(kind: str = "single", **values: Any) -> QuestionView:
    return QuestionView(
        **{"kind": kind, "prompt": PROMPT, "choices": CHOICES, "seconds": 30} | values
    )


def render(app: Flask, scene: SceneView) -> str:
    return render_scene(app, scene, BOTH).decode()


def test_the_lobby_calls_to_play_and_says_when(app: Flask) -> None:
    page = render(app, make_scene("lobby", number=None, opens_at=None, time_zone="Europe/Paris"))
    assert '<span lang="fr">Au cœur du musée</span><span lang="zh-Hans">走进博物馆</span>' in page
    assert '<span class="city">Pékin <b class="figures">' in page
    assert '<span class="city">北京 <b class="figures">' in page
    assert page.count('data-figure="players"') == 2


def test_the_countdown_says_the_kind_and_the_stake(app: Flask) -> None:
    page = render(app, make_scene("ready", kit=KINDS["multiple"], weight=2))
    assert page.count("· × 2") == 2
    assert "· ×" not in render(app, make_scene("ready", kit=KINDS["multiple"]))


def test_an_open_question_stands_in_both_languages(app: Flask) -> None:
    page = render(app, make_scene("open", question=make_question()))
    assert '<span lang="fr">De quelle dynastie date ce bol\u202f?</span>' in page
    assert '<span lang="zh-Hans">这只碗出自哪个朝代？</span>' in page
    assert '<span lang="fr">Les Song</span><span lang="zh-Hans">宋</span>' in page


def test_a_choice_that_both_languages_write_alike_is_written_once(app: Flask) -> None:
    page = render(app, make_scene("open", question=make_question()))
    assert page.count("1368") == 1


def test_the_right_answer_is_marked_with_how_many_chose_it(app: Flask) -> None:
    choices = (
        replace(CHOICES[0], right=True, share=62),
        replace(CHOICES[1], right=False, share=38),
    )
    question = make_question(choices=choices, solution=SOLUTION)
    page = render(app, make_scene("revealed", question=question))
    right = page[page.index('class="choice right"') : page.index('class="choice other"')]
    assert "Les Song" in right
    assert "✓" in right
    assert ">A</text>" in right
    assert "62&#8239;%" in right


def test_a_poll_has_a_winner_and_no_right_answer(app: Flask) -> None:
    choices = (replace(CHOICES[0], share=40), replace(CHOICES[1], share=60))
    question = make_question("poll", choices=choices, solution=SOLUTION)
    page = render(app, make_scene("revealed", question=question))
    assert (page.count('class="choice most"'), page.count('class="choice"')) == (1, 1)
    assert "✓" not in page


def test_an_order_is_shown_as_it_should_be(app: Flask) -> None:
    choices = (replace(CHOICES[0], place=2), replace(CHOICES[1], place=1))
    question = make_question("order", choices=choices, solution=SOLUTION)
    page = render(app, make_scene("revealed", question=question))
    assert page.index("1368") < page.index("Les Song")


@pytest.mark.parametrize(
    ("kind", "solution", "shown"),
    [
        ("number", {"value": "-3.5"}, ('<span lang="fr">−3,5</span>', "−3.5</span>")),
        ("text", {"forms": ("Kengo Kuma", "隈研吾")}, ("Kengo Kuma · 隈研吾",)),
    ],
)
def test_what_was_to_be_typed_is_said(
    app: Flask, kind: str, solution: dict[str, Any], shown: tuple[str, ...]
) -> None:
    question = make_question(kind, choices=(), solution=replace(SOLUTION, **solution))
    page = render(app, make_scene("revealed", question=question))
    assert [text for text in shown if text not in page] == []


def test_the_board_has_five_names_written_as_text(app: Flask) -> None:
    names = ("<b>Élodie</b>", "青花", "Théodore", "汝窑", "Colette", "小满")
    lines = tuple(Line(n, 12_000 - n, 1, name) for n, name in enumerate(names, 1))
    page = render(app, make_scene("board", lines=lines, players=6))
    # The sixth is for a room's screen alone.
    assert [page.count("<li"), page.count(" later")] == [6, 1]
    assert "&lt;b&gt;Élodie&lt;/b&gt;" in page


@pytest.mark.parametrize("phase", ["board", "over"])
def test_a_crowd_on_one_rank_is_one_line(app: Flask, phase: str) -> None:
    lines = (Line(1, 900, 162), Line(163, 800, 1, "青花"))
    page = render(app, make_scene(phase, lines=lines))
    assert page.count("<li") == 2
    assert '<span lang="fr">1ers ex æquo · 162</span>' in page
    assert '<span lang="zh-Hans">并列第1名 · 162人</span>' in page
    assert '<span class="rank figures">163</span><bdi class="who">青花</bdi>' in page


@pytest.mark.parametrize("phase", ["ready", "void", "interlude", "over"])
def test_a_scene_without_a_question_is_rendered(app: Flask, phase: str) -> None:
    assert f'data-phase="{phase}"' in render(app, make_scene(phase))


def test_what_only_one_language_has_is_said_in_it(app: Flask) -> None:
    with app.test_request_context("/fr/"):
        assert both(Localized("Les Song", "")) == '<span lang="fr">Les Song</span>'
