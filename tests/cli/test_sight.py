"""What a rehearsing player reads in a scene is enough to answer it, whatever its kind."""

from random import Random

import pytest
from flask import Flask

from quiz.bank.kinds.registry import KINDS, kind_of
from quiz.cli.rehearsal.sight import read_scene
from quiz.events.phases import Phase
from quiz.web.crowd.rendering import render_scene
from tests.bank.drafts import make_content
from tests.live.test_compose import scene_of


@pytest.mark.parametrize("kind", KINDS)
def test_a_scene_says_enough_to_answer(app: Flask, kind: str) -> None:
    content = make_content(kind)
    sight = read_scene(render_scene(app, scene_of(Phase.OPEN, content, None), "fr"))
    kit = kind_of(sight.public)
    for seed in range(20):
        raw = kit.guess(sight.public, "fr", Random(seed))
        assert kit.parse(content, raw, "fr") == kit.parse(sight.public, raw, "fr")
