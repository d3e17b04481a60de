"""What a viewer's form sends without a script, as one value of the contract."""

from collections.abc import Iterable

from werkzeug.datastructures import MultiDict

PLACE = "place."


def sent_value(form: MultiDict[str, str]) -> str:
    """The `v` of an answer: one field, several boxes, or a place for each choice."""
    places = {name.removeprefix(PLACE): form[name] for name in form if name.startswith(PLACE)}
    if places:
        return ",".join(in_order(places.items()))
    return ",".join(form.getlist("v"))


def in_order(places: Iterable[tuple[str, str]]) -> list[str]:
    """Choices by the place they were given; equal places, and no place, keep the page's order."""
    return [choice for choice, _ in sorted(places, key=lambda pair: pair[1].zfill(2))]
