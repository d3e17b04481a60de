"""A sentence on the next page, with a button that takes back what was done."""

from flask import flash


def say_with_undo(sentence: str, path: str) -> None:
    """Say it on the next page of staff; the button posts to `path`."""
    flash(sentence, "right")
    flash(path, "undo")
