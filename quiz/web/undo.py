"""A sentence on the next page, with a button that takes back what was done."""

from flask import flash


def say_with_undo(sentence: str, path: str, category: str = "right") -> None:
    """Say it on the next page of staff; the button posts to `path`."""
    flash(sentence, category)
    flash(path, "undo")
