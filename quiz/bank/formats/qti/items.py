"""A QTI 2.1 item as a question of ours, or the name of what it is instead."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from xml.etree.ElementTree import Element

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.formats.moodle_keys import (
    FULL,
    FoundKey,
    Weighted,
    chosen_key,
    forms_key,
    number_key,
    weight_of,
)
from quiz.bank.formats.pairs import paired_choices
from quiz.bank.formats.qti.words import element_words, is_interaction
from quiz.bank.formats.regions import DrawnRegion, box_of, regions_key
from quiz.bank.formats.texts import ForeignText
from quiz.bank.formats.xml import child, children, local_name
from quiz.bank.kinds.cells import FALSE, TRUE
from quiz.bank.kinds.match import Pairs
from quiz.bank.kinds.order import Order
from quiz.bank.kinds.poll import Poll
from quiz.bank.kinds.true_false import TrueFalse
from quiz.i18n.folding import fold

BODY = "itemBody"
NUMBERS = frozenset(("integer", "float"))
# What people call the ways to answer that we do not have.
NAMES: Mapping[str, LazyString] = {
    "extendedTextInteraction": _l("extended text"),
    "hotspotInteraction": _l("hotspot"),
    "selectPointInteraction": _l("select a point"),
    "graphicOrderInteraction": _l("order on a picture"),
    "graphicAssociateInteraction": _l("associate on a picture"),
    "graphicGapMatchInteraction": _l("drag and drop onto a picture"),
    "positionObjectInteraction": _l("position on a picture"),
    "associateInteraction": _l("associate"),
    "gapMatchInteraction": _l("drag words into a text"),
    "hottextInteraction": _l("select words in a text"),
    "uploadInteraction": _l("upload a file"),
    "drawingInteraction": _l("drawing"),
    "mediaInteraction": _l("sound or film"),
    "endAttemptInteraction": _l("several attempts"),
    "customInteraction": _l("a program of its own"),
}
SEVERAL = _l("several questions in one")
DRAWN = _l("values drawn anew each time")
NONE = _l("text without a question")


@dataclass(frozen=True, slots=True)
class Declared:
    """What a declaration says of an answer: its type, what is right, what each value earns.

    `areas` are those of a picture in which something is earned.
    """

    base_type: str
    takes_several: bool
    right: tuple[str, ...]
    earned: Mapping[str, Decimal]
    areas: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """The parts of a question: what is asked, its key, its choices."""

    prompt: ForeignText
    found: FoundKey
    choices: tuple[ForeignText, ...] = ()


def item_words(root: Element) -> ForeignText:
    """What an item asks; its title where it has no words."""
    body = child(root, BODY)
    return ForeignText() if body is None else element_words(body)


def read_item(root: Element) -> Item | LazyString | str:
    """The question of an item; what it is called, if it has no counterpart."""
    body = child(root, BODY)
    if body is None:
        return NONE
    if child(root, "templateDeclaration") is not None:
        return DRAWN
    interactions = [element for element in body.iter() if is_interaction(element)]
    if root.get("adaptive") == "true":
        return NAMES["endAttemptInteraction"]
    if len(interactions) != 1:
        return SEVERAL if interactions else NONE
    (interaction,) = interactions
    name = local_name(interaction)
    read = READERS.get(name)
    found = None if read is None else read(interaction, _response(root, interaction))
    if found is None:
        return NAMES.get(name, name)
    key, choices = found
    if not key.key and key.kind not in WITHOUT_KEY and child(root, "responseProcessing") is None:
        key = FoundKey(Poll.name, {}, key.notes) if choices else key
    return Item(element_words(body), key, choices)


def _response(root: Element, interaction: Element) -> Declared:
    wanted = interaction.get("responseIdentifier")
    declared = children(root, "responseDeclaration")
    found = next((each for each in declared if each.get("identifier") == wanted), None)
    if found is None:
        return Declared("", False, (), {})
    correct, mapping = child(found, "correctResponse"), child(found, "mapping")
    values = () if correct is None else children(correct, "value")
    entries = () if mapping is None else children(mapping, "mapEntry")
    drawn = child(found, "areaMapping")
    areas = () if drawn is None else children(drawn, "areaMapEntry")
    return Declared(
        found.get("baseType", ""),
        found.get("cardinality") in ("multiple", "ordered"),
        tuple(" ".join((value.text or "").split()) for value in values),
        {entry.get("mapKey", ""): weight_of(entry.get("mappedValue", "0")) for entry in entries},
        tuple(area for area in areas if weight_of(area.get("mappedValue", "0")) > 0),
    )


Found = tuple[FoundKey, tuple[ForeignText, ...]]


def _choices(interaction: Element, response: Declared) -> Found:
    """One or several choices; two that say true and false are a kind of their own."""
    elements = list(children(interaction, "simpleChoice", "inlineChoice"))
    texts = tuple(map(element_words, elements))
    names = [element.get("identifier", "") for element in elements]
    right = set(response.right) or {name for name, value in response.earned.items() if value > 0}
    truth = _truth(texts)
    if truth and len(right) == 1:
        (only,) = right
        place = names.index(only) if only in names else -1
        is_true = place >= 0 and truth[place]
        return FoundKey(TrueFalse.name, {"right": [1 if is_true else 2]}), ()
    weights = [FULL if name in right else Decimal(0) for name in names]
    takes_one = not response.takes_several and interaction.get("maxChoices", "1") == "1"
    return chosen_key(weights, takes_one=takes_one), texts


def _truth(texts: Sequence[ForeignText]) -> tuple[bool, ...]:
    """Which of two choices says true; none where they say something else."""
    words = [fold(text.words.fr) for text in texts]
    is_pair = len(words) == 2 and len(TRUE & set(words)) == len(FALSE & set(words)) == 1
    return tuple(word in TRUE for word in words) if is_pair else ()


def _order(interaction: Element, response: Declared) -> Found | None:
    """The things in their right order."""
    named = {
        element.get("identifier", ""): element_words(element)
        for element in children(interaction, "simpleChoice")
    }
    if set(named) != set(response.right):
        return None
    return FoundKey(Order.name, {}), tuple(named[name] for name in response.right)


def _text(interaction: Element, response: Declared) -> Found | None:
    """Words or a number to type: what earns most is right."""
    if response.base_type in NUMBERS:
        return _number(interaction, response)
    best = max(response.earned.values(), default=Decimal(0))
    weighted = [
        Weighted(form, FULL * value / best)
        for form, value in response.earned.items()
        if best > 0 and value > 0
    ]
    known = {answer.text for answer in weighted}
    weighted += [Weighted(form) for form in response.right if form not in known]
    return (forms_key(weighted), ()) if weighted else None


def _number(interaction: Element, response: Declared) -> Found | None:  # noqa: ARG001 (the answer is declared elsewhere)
    """A number, with a tolerance as wide as anything is earned."""
    if not response.right:
        return None
    found = number_key([Weighted(response.right[0])])
    if found is None:
        return None
    value = Decimal(found.key["value"])
    earning = [weight_of(key) for key, earned in response.earned.items() if earned > 0]
    reach = max((abs(number - value) for number in earning), default=Decimal(0))
    steps = number_key([Weighted(response.right[0]), Weighted(response.right[0], FULL, str(reach))])
    return (steps if reach and steps is not None else found), ()


def _pairs(interaction: Element, response: Declared) -> Found | None:
    """Directed pairs of two sets; what is in no pair belongs to nothing."""
    named = {
        element.get("identifier", ""): element_words(element)
        for element in interaction.iter()
        if local_name(element) == "simpleAssociableChoice"
    }
    first = next(iter(children(interaction, "simpleMatchSet")), None)
    lefts = () if first is None else [element.get("identifier", "") for element in first]
    pairs = [tuple(value.split()) for value in response.right]
    if not pairs or any(len(pair) != 2 or not set(pair) <= set(named) for pair in pairs):
        return None
    used = {name for pair in pairs for name in pair}
    sides = [(named[left], named[right]) for left, right in pairs]
    alone = [
        (text, ForeignText()) if name in lefts else (ForeignText(), text)
        for name, text in named.items()
        if name not in used
    ]
    return paired_choices([*sides, *alone])


def _regions(interaction: Element, response: Declared) -> Found | None:
    """Regions that one chooses among."""
    right = set(response.right)
    return _drawn(
        interaction,
        [
            (each, each.get("identifier") in right, each.get("hotspotLabel", ""))
            for each in children(interaction, "hotspotChoice")
        ],
    )


def _point(interaction: Element, response: Declared) -> Found | None:
    """A point to find, where a declaration says how far around it anything is earned."""
    return _drawn(interaction, [(area, True, "") for area in response.areas])


def _drawn(interaction: Element, shapes: Sequence[tuple[Element, bool, str]]) -> Found | None:
    """Shapes on the picture of an interaction, whose size it must say."""
    picture = child(interaction, "object")
    size = () if picture is None else _numbers(f"{picture.get('width')},{picture.get('height')}")
    if len(size) != 2:
        return None
    found = []
    for element, is_right, name in shapes:
        coords = _numbers(element.get("coords", ""))
        box = box_of(element.get("shape", ""), coords, (size[0], size[1]))
        if box is None:
            return None
        found.append(DrawnRegion(box, is_right, name))
    return regions_key(found) if found else None


def _numbers(text: str) -> tuple[float, ...]:
    """Numbers with commas between; none where one of them is no number."""
    try:
        found = tuple(float(part) for part in text.split(","))
    except ValueError:
        return ()
    return found if all(map(isfinite, found)) else ()


READERS: Mapping[str, Callable[[Element, Declared], Found | None]] = {
    "choiceInteraction": _choices,
    "inlineChoiceInteraction": _choices,
    "orderInteraction": _order,
    "textEntryInteraction": _text,
    "sliderInteraction": _number,
    "matchInteraction": _pairs,
    "hotspotInteraction": _regions,
    "selectPointInteraction": _point,
}
WITHOUT_KEY = frozenset((Order.name, Pairs.name))
