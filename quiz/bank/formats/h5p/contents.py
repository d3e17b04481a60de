"""What H5P's libraries say, as questions of ours: choices, orders, gaps, cards. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.formats.json_values import a_dict, a_list, a_number, a_text
from quiz.bank.formats.markup import read_html
from quiz.bank.formats.moodle_keys import FULL, FoundKey, Weighted, chosen_key, forms_key
from quiz.bank.formats.regions import BOX, DrawnRegion, box_of, regions_key
from quiz.bank.formats.texts import ForeignText, TextPicture, foreign_words
from quiz.bank.kinds.cells import FALSE, TRUE
from quiz.bank.kinds.order import Order
from quiz.bank.kinds.true_false import TrueFalse
from quiz.bank.rules import NOTHING
from quiz.i18n.folding import fold
from quiz.i18n.localized import Localized

Params = Mapping[str, Any]
# A gap with its answers and a tip: *Brasilia/Brasília:the capital*.
GAP = re.compile(r"\*((?:[^*\n]|\*\*)+)\*")
BLANK = "_____"
# What H5P writes where nobody has said anything of rights.
UNKNOWN = "U"
# A credit and an address that are longer are none.
LONGEST, LONGEST_ADDRESS = 300, 1_000
PER_CENT = (100.0, 100.0)
# Whether one or several choices can be ticked; else the number of right ones decides.
ONE, SEVERAL = "single", "multi"
# Content within content; real files have three such levels.
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Credit:
    """Whose picture it is: its author, its licence, where it is from."""

    author: str = ""
    rights: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: what is asked, its key, its choices, whose its picture is."""

    prompt: ForeignText
    found: FoundKey
    choices: tuple[ForeignText, ...] = ()
    notes: tuple[LazyString, ...] = ()
    credit: Credit = Credit()


@dataclass(frozen=True, slots=True)
class Unknown:
    """Content that is no question of ours: its library, and its first words."""

    library: str
    text: str


@dataclass(frozen=True, slots=True)
class Content:
    """Content of a library, such as `H5P.MultiChoice 1.14`, and its title."""

    library: str
    params: Params
    title: str = ""

    @property
    def name(self) -> str:
        """The library without its version."""
        return self.library.partition(" ")[0]


def questions_of(content: Content, depth: int = 0) -> Iterator[Asked | Unknown]:
    """The questions of some content, those of what it contains in their order."""
    if content.name in CONTAINERS and depth < DEEPEST:
        for part in CONTAINERS[content.name](content.params):
            yield from questions_of(part, depth + 1)
        return
    read = READERS.get(content.name)
    found = () if read is None else tuple(read(content.params))
    yield from found
    if not found:
        yield Unknown(content.name, content.title or _first_words(content.params))


def _parts(value: Any) -> Iterator[Content]:
    """Content that stands in a list, each with its library."""
    for each in a_list(value):
        part = (
            a_dict(a_dict(each).get("content"))
            or a_dict(a_dict(each).get("action"))
            or a_dict(each)
        )
        title = a_text(a_dict(part.get("metadata")).get("title"))
        yield Content(a_text(part.get("library")), a_dict(part.get("params")), title)


def _slides(params: Params) -> Iterator[Content]:
    for slide in a_list(a_dict(params.get("presentation")).get("slides")):
        yield from _parts(a_dict(slide).get("elements"))


def _video(params: Params) -> Iterator[Content]:
    assets = a_dict(a_dict(params.get("interactiveVideo")).get("assets"))
    yield from _parts(assets.get("interactions"))


CONTAINERS: Mapping[str, Callable[[Params], Iterator[Content]]] = {
    "H5P.QuestionSet": lambda params: _parts(params.get("questions")),
    "H5P.Column": lambda params: _parts(params.get("content")),
    "H5P.InteractiveBook": lambda params: _parts(params.get("chapters")),
    "H5P.CoursePresentation": _slides,
    "H5P.InteractiveVideo": _video,
}


def _words(value: Any) -> ForeignText:
    return foreign_words(a_text(value), "html")


def _asked(params: Params) -> ForeignText:
    """The question with the picture beside it."""
    words = _words(params.get("question"))
    media = a_dict(a_dict(a_dict(params.get("media")).get("type")).get("params"))
    picture = _picture(a_dict(media.get("file")), a_text(media.get("alt")))
    return ForeignText(words.words, words.is_bilingual, (*words.pictures, *picture))


def _credit(params: Params) -> Credit:
    """What the picture's metadata say, or the file itself, as H5P wrote it before."""
    media = a_dict(a_dict(params.get("media")).get("type"))
    metadata = a_dict(media.get("metadata"))
    old = a_dict(a_dict(a_dict(media.get("params")).get("file")).get("copyright"))
    authors = [a_text(a_dict(each).get("name")) for each in a_list(metadata.get("authors"))]
    author = ", ".join(filter(None, authors)) or a_text(old.get("author"))
    licence = a_text(metadata.get("license")) or a_text(old.get("license"))
    version = a_text(metadata.get("licenseVersion")) or a_text(old.get("version"))
    source = a_text(metadata.get("source")) or a_text(old.get("source"))
    is_address = source.startswith(("https://", "http://")) and len(source) <= LONGEST_ADDRESS
    rights = "" if licence == UNKNOWN else f"{licence} {version}".strip()
    return Credit(author[:LONGEST], rights[:LONGEST], source if is_address else "")


def _picture(file: Params, alt: str) -> tuple[TextPicture, ...]:
    path, mime = a_text(file.get("path")), a_text(file.get("mime"))
    words = Localized(fr=alt) if alt else NOTHING
    return (TextPicture(path, words),) if path and mime.startswith("image/") else ()


def _multi_choice(params: Params) -> Iterator[Asked]:
    answers = [a_dict(answer) for answer in a_list(params.get("answers"))]
    right = [a_text(answer.get("correct")) == "true" for answer in answers]
    boxes = a_text(a_dict(params.get("behaviour")).get("type"))
    takes_one = boxes == ONE or (boxes != SEVERAL and sum(right) == 1)
    weights = [FULL if is_right else Decimal(0) for is_right in right]
    choices = tuple(_words(answer.get("text")) for answer in answers)
    key = chosen_key(weights, takes_one=takes_one)
    yield Asked(_asked(params), key, choices, credit=_credit(params))


def _single_choice_set(params: Params) -> Iterator[Asked]:
    """Several questions, of each of which the first answer is right."""
    for choice in map(a_dict, a_list(params.get("choices"))):
        answers = tuple(map(_words, a_list(choice.get("answers"))))
        weights = [Decimal(0) if place else FULL for place in range(len(answers))]
        key = chosen_key(weights, takes_one=True)
        yield Asked(_words(choice.get("question")), key, answers)


def _true_false(params: Params) -> Iterator[Asked]:
    right = 1 if a_text(params.get("correct")) == "true" else 2
    labels = a_dict(params.get("l10n")) or a_dict(params.get("labels"))
    texts = [a_text(labels.get(name)) for name in ("trueText", "falseText")]
    is_usual = not all(texts) or (fold(texts[0]) in TRUE and fold(texts[1]) in FALSE)
    choices = () if is_usual else tuple(map(_words, texts))
    key = FoundKey(TrueFalse.name, {"right": [right]})
    yield Asked(_asked(params), key, choices, credit=_credit(params))


def _image_sequence(params: Params) -> Iterator[Asked]:
    """Pictures in their right order, each with its description."""
    images = [a_dict(image) for image in a_list(params.get("sequenceImages"))]
    choices = tuple(
        ForeignText(
            Localized(fr=read_html(a_text(image.get("imageDescription"))).text),
            pictures=_picture(a_dict(image.get("image")), ""),
        )
        for image in images
    )
    yield Asked(_words(params.get("taskDescription")), FoundKey(Order.name, {}), choices)


def _paragraphs(params: Params) -> Iterator[Asked]:
    items = tuple(map(_words, a_list(params.get("paragraphs"))))
    yield Asked(_words(params.get("taskDescription")), FoundKey(Order.name, {}), items)


def _blanks(params: Params) -> Iterator[Asked]:
    """A question for each line that has one gap; with several in a line there is none."""
    task = read_html(a_text(params.get("text"))).text
    lines = [
        line
        for text in a_list(params.get("questions"))
        for line in read_html(a_text(text)).text.split("\n")
        if GAP.search(line)
    ]
    if any(len(GAP.findall(line)) > 1 for line in lines):
        return
    note = _l("Each gap of a text became a question of its own.")
    for line in lines:
        found = GAP.search(line)
        answers = "" if found is None else found[1].partition(":")[0]
        forms = [Weighted(form.strip()) for form in answers.split("/")]
        words = f"{task}\n{GAP.sub(BLANK, line)}".strip()
        yield Asked(ForeignText(Localized(fr=words)), forms_key(forms), notes=(note,))


def _cards(params: Params) -> Iterator[Asked]:
    for card in map(a_dict, a_list(params.get("cards"))):
        words = _words(card.get("text"))
        picture = _picture(a_dict(card.get("image")), a_text(card.get("imageAltText")))
        answers = [Weighted(form.strip()) for form in a_text(card.get("answer")).split("/")]
        yield Asked(ForeignText(words.words, pictures=picture), forms_key(answers))


def _hotspots(params: Params) -> Iterator[Asked]:
    """Regions in per cent of a picture."""
    inside = a_dict(params.get("imageHotspotQuestion"))
    settings = a_dict(inside.get("hotspotSettings"))
    found = []
    for spot in map(a_dict, a_list(settings.get("hotspot"))):
        place, user = a_dict(spot.get("computedSettings")), a_dict(spot.get("userSettings"))
        x, y, width, height = (a_number(place.get(name)) for name in ("x", "y", "width", "height"))
        box = box_of(BOX, (x, y, x + width, y + height), PER_CENT)
        if box is not None:
            found.append(DrawnRegion(box, a_text(user.get("correct")) == "true"))
    if not found:
        return
    words = _words(settings.get("taskDescription"))
    pictures = _picture(a_dict(inside.get("backgroundImageSettings")), "")
    yield Asked(ForeignText(words.words, pictures=pictures), *regions_key(found))


READERS: Mapping[str, Callable[[Params], Iterator[Asked]]] = {
    "H5P.MultiChoice": _multi_choice,
    "H5P.SingleChoiceSet": _single_choice_set,
    "H5P.TrueFalse": _true_false,
    "H5P.ImageSequencing": _image_sequence,
    "H5P.SortParagraphs": _paragraphs,
    "H5P.Blanks": _blanks,
    "H5P.Flashcards": _cards,
    "H5P.ImageHotspotQuestion": _hotspots,
}


def _first_words(params: Params) -> str:
    """What content says that is no question of ours, where libraries usually say it."""
    names = ("question", "text", "taskDescription", "intro", "textField", "title")
    deeper = (a_dict(value) for value in params.values())
    texts = (a_text(each.get(name)) for each in (params, *deeper) for name in names)
    return next((read_html(text).text for text in texts if text.strip()), "")
