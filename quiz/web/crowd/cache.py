"""Scenes and public pages as bytes, rendered once per process."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from flask import Flask, render_template
from flask_babel import force_locale

from quiz.live.scene import SceneView

MOST_KEPT = 2_000
BOTH = "both"

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """What was rendered, by key; the oldest is forgotten when there are too many."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._made: OrderedDict[object, Made] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: object) -> Made | None:
        """What was made under that key before."""
        return self._made.get(key)

    def make(self, key: object, render: Callable[[], Made]) -> Made:
        """What belongs to that key, made once even if many ask at the same instant."""
        with self._lock:
            made = self._made.get(key)
            if made is None:
                made = self._made[key] = render()
                while len(self._made) > self._most:
                    self._made.popitem(last=False)
        return made


def render_scene(app: Flask, view: SceneView, language: str) -> bytes:
    """The fragment of a scene: in one language for a phone, in both for the overlay."""
    folder = "overlay" if language == BOTH else "play"
    return render_page(app, f"{folder}/scene/{view.phase}.html", language, scene=view)


def render_page(app: Flask, template: str, language: str, **values: object) -> bytes:
    """A template in one language (`both`: French, with Chinese where the template says so)."""
    spoken = "fr" if language == BOTH else language
    with app.test_request_context(f"/{spoken}/"), force_locale(spoken):
        return render_template(template, lang=spoken, **values).encode()
