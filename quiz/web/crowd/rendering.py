"""Scenes and public pages as bytes."""

from flask import Flask, render_template
from flask_babel import force_locale

from quiz.live.scene import SceneView

BOTH = "both"


def render_scene(app: Flask, view: SceneView, language: str) -> bytes:
    """The fragment of a scene: in one language for a phone, in both for the overlay."""
    folder = "overlay" if language == BOTH else "play"
    return render_page(app, f"{folder}/scene/{view.phase}.html", language, scene=view)


def render_page(app: Flask, template: str, language: str, **values: object) -> bytes:
    """A template in one language (`both`: French, with Chinese where the template says so)."""
    spoken = "fr" if language == BOTH else language
    with app.test_request_context(f"/{spoken}/"), force_locale(spoken):
        return render_template(template, lang=spoken, **values).encode()
