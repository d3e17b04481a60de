"""Moodle's XML: https://docs.moodle.org/en/Moodle_XML_format, with the pictures inside of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.formats.base import FilePicture, FileReading, Format, LeftOut, ReadQuestion
from quiz.bank.formats.beginnings import first_characters
from quiz.bank.formats.foreign import left_out, read_foreign, unsupported
from quiz.bank.formats.markup import read_markup
from quiz.bank.formats.moodle_keys import (
    FoundKey,
    Weighted,
    chosen_key,
    forms_key,
    number_key,
    weight_of,
)
from quiz.bank.formats.moodle_texts import category_tag, kind_name
from quiz.bank.formats.pairs import paired_choices
from quiz.bank.formats.text_pictures import decode_base64, with_pictures
from quiz.bank.formats.texts import ForeignText, for_both, foreign_words
from quiz.bank.formats.xml import child, children, local_name, read_xml, root_of, text_of_child
from quiz.bank.kinds.order import Order
from quiz.bank.kinds.registry import KINDS
from quiz.bank.kinds.true_false import TrueFalse
from quiz.bank.rules import Draft

CATEGORY, DESCRIPTION = "category", "description"
PLUGIN_FILE = "@@PLUGINFILE@@/"
YES = frozenset(("true", "1", "yes"))
USUAL_FORM = "moodle_auto_format"


@dataclass(frozen=True, slots=True)
class MoodleKey:
    """The key of a question, and its choices, where it has some."""

    found: FoundKey
    choices: tuple[ForeignText, ...] = ()


def is_moodle_xml(data: bytes) -> bool:
    """Whether its outermost element is a quiz of Moodle's, or one question."""
    start = first_characters(data)
    name, attributes = root_of(start)
    return (name == "quiz" and "<question" in start) or (
        name == "question" and "type=" in attributes
    )


def read_moodle_xml(data: bytes) -> FileReading:
    """The questions of a Moodle XML file; FileRefused if there is none."""
    root = read_xml(data)
    elements = [root] if local_name(root) == "question" else list(children(root, "question"))
    return read_foreign(_questions(elements))


def _questions(elements: Sequence[Element]) -> Iterator[ReadQuestion | LeftOut]:
    number, tag = 0, ""
    for element in elements:
        kind = element.get("type", "")
        if kind == CATEGORY:
            tag = category_tag(_text_in(child(element, "category")))
            continue
        number += 1
        prompt = _words(_asked(element))
        text = prompt.words.fr or prompt.words.zh or _text_in(child(element, "name"))
        if kind == DESCRIPTION:
            yield left_out(number, text, _l("This is a text without a question."))
            continue
        read = READERS.get(kind)
        key = None if read is None else read(element)
        yield (
            unsupported(number, text, kind_name(kind))
            if key is None
            else _question(number, element, prompt, key, tag)
        )


def _question(
    number: int, element: Element, prompt: ForeignText, key: MoodleKey, tag: str
) -> ReadQuestion:
    explanation = _words(child(element, "generalfeedback"))
    *choices, explanation = for_both(prompt, (*key.choices, explanation))
    kind = KINDS[key.found.kind]
    draft = Draft(
        kind=kind.name,
        prompt=prompt.words,
        choices=tuple(choice.words for choice in choices) or kind.usual_choices,
        key=key.found.key,
        explanation=explanation.words,
        tags=tuple(filter(None, (tag, *_tags(element)))),
    )
    files = _files(element)
    notes = (*key.found.notes, *_other_files(element, (prompt, *choices)))
    beside = _old_picture(element)
    if beside:
        draft = replace(draft, image=beside[0].name)
    question = ReadQuestion(number, draft, notes=notes, pictures=beside)
    return with_pictures(question, prompt, choices, lambda source: _opened(files, source))


def _asked(element: Element) -> Element | None:
    """What is asked: the first text that has words or a picture."""
    texts = list(children(element, "questiontext"))
    return next((text for text in texts if _text_in(text)), texts[0] if texts else None)


def _text_in(element: Element | None) -> str:
    return "" if element is None else text_of_child(element, "text")


def _words(element: Element | None) -> ForeignText:
    if element is None:
        return ForeignText()
    return foreign_words(_text_in(element), element.get("format") or USUAL_FORM)


def _plain(element: Element) -> str:
    return read_markup(_text_in(element), element.get("format") or USUAL_FORM).text


def _tags(element: Element) -> Iterator[str]:
    for tags in children(element, "tags"):
        yield from (_text_in(tag) for tag in children(tags, "tag"))


def _weight(answer: Element) -> str:
    return answer.get("fraction") or "0"


def _chosen(element: Element) -> MoodleKey:
    answers = list(children(element, "answer"))
    takes_one = text_of_child(element, "single").lower() in YES
    found = chosen_key([weight_of(_weight(answer)) for answer in answers], takes_one=takes_one)
    return MoodleKey(found, tuple(map(_words, answers)))


def _truth(element: Element) -> MoodleKey:
    right = (answer for answer in children(element, "answer") if weight_of(_weight(answer)) > 0)
    word = next((_text_in(answer).casefold() for answer in right), "")
    key = {"right": [1 if word == "true" else 2]} if word else {}
    return MoodleKey(FoundKey(TrueFalse.name, key))


def _forms(element: Element) -> MoodleKey:
    answers = children(element, "answer")
    return MoodleKey(forms_key([Weighted(_plain(a), weight_of(_weight(a))) for a in answers]))


def _number(element: Element) -> MoodleKey | None:
    answers = [
        Weighted(_text_in(answer), weight_of(_weight(answer)), text_of_child(answer, "tolerance"))
        for answer in children(element, "answer")
    ]
    found = number_key(answers)
    return None if found is None else MoodleKey(found)


def _order(element: Element) -> MoodleKey:
    """The things in their order: a fraction is the place of one, and no weight."""
    answers = sorted(children(element, "answer"), key=lambda answer: weight_of(_weight(answer)))
    return MoodleKey(FoundKey(Order.name, {}), tuple(map(_words, answers)))


def _pairs(element: Element) -> MoodleKey:
    """Each text with its answer; an answer without a text belongs to none."""
    pairs = [
        (_words(part), _words(child(part, "answer"))) for part in children(element, "subquestion")
    ]
    return MoodleKey(*paired_choices(pairs))


READERS: Mapping[str, Callable[[Element], MoodleKey | None]] = {
    "multichoice": _chosen,
    # Two extensions whose right choices have all of the credit only together.
    "multichoiceset": _chosen,
    "oumultiresponse": _chosen,
    "truefalse": _truth,
    "shortanswer": _forms,
    "numerical": _number,
    "ordering": _order,
    "matching": _pairs,
    "match": _pairs,
}


def _files(element: Element) -> dict[str, str]:
    """The files of a question by their names, as they are written: in base64."""
    return {file.get("name", ""): file.text or "" for file in element.iter("file")}


def _old_picture(element: Element) -> tuple[FilePicture, ...]:
    """The picture of a question as Moodle 1 wrote it: beside its text."""
    data = decode_base64(text_of_child(element, "image_base64"))
    name = text_of_child(element, "image").rpartition("/")[2]
    return (FilePicture(name, data),) if data and name else ()


def _opened(files: Mapping[str, str], source: str) -> bytes | None:
    name = source.removeprefix(PLUGIN_FILE).lstrip("/")
    return decode_base64(files[name]) if name in files else None


def _other_files(element: Element, texts: Sequence[ForeignText]) -> Iterator[LazyString]:
    """A note for each file of what is asked that is no picture in it, such as a recording."""
    known = {
        unquote(picture.source).rpartition("/")[2] for text in texts for picture in text.pictures
    }
    for asked in children(element, "questiontext", "answer"):
        for file in children(asked, "file"):
            name = file.get("name", "")
            if name not in known:
                yield _l("A file that is no picture is left out: %(name)s.", name=name)


FORMAT = Format(
    name="moodle_xml",
    label="Moodle XML",
    description=_l("Moodle's XML (.xml), with its pictures."),
    suffixes=(".xml",),
    media_types=("text/xml", "application/xml"),
    recognizes=is_moodle_xml,
    read=read_moodle_xml,
)
