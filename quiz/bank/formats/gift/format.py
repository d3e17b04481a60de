"""GIFT: a question is a text with its answers in braces, each marked as right or wrong."""

import re

from flask_babel import lazy_gettext as _l

from quiz.bank.formats.base import FileReading, Format, LeftOut, ReadQuestion
from quiz.bank.formats.beginnings import first_characters, is_own_sheet
from quiz.bank.formats.decoding import decoded
from quiz.bank.formats.foreign import left_out, read_foreign, unsupported
from quiz.bank.formats.gift.answers import CLOZE, Answered, read_answers
from quiz.bank.formats.gift.blocks import ESCAPE, Block, Parts, plain, read_blocks, take_apart
from quiz.bank.formats.markup import read_markup
from quiz.bank.formats.moodle_texts import category_tag, kind_name
from quiz.bank.formats.text_pictures import no_files, with_pictures
from quiz.bank.formats.texts import for_both, foreign_words
from quiz.bank.kinds.registry import KINDS
from quiz.bank.rules import Draft

# A question whose answers stand in braces, a named one, or a category.
SIGNS = re.compile(
    r"^[ \t]*(?:::[^:\n]+::|\$CATEGORY:)|\{[^{}]*[=~#][^{}]*\}|\{\s*(?:T|F|TRUE|FALSE)?\s*\}"
    r"|\{\s*(?:T|F|TRUE|FALSE)\s*#",
    re.MULTILINE,
)
BLANK = " _____ "
DESCRIPTION = _l("This is a text without a question.")


def is_gift(data: bytes) -> bool:
    """Whether it is a text with GIFT's signs, and none of the formats that have braces too."""
    start = first_characters(data)
    is_other = start.startswith(("<", "[{", '{"', "{\n", "{ ", "@")) or is_own_sheet(data)
    return not is_other and SIGNS.search(ESCAPE.sub("", start)) is not None


def read_gift(data: bytes) -> FileReading:
    """The questions of a GIFT file; FileRefused if there is none."""
    return read_foreign(map(_question, read_blocks(decoded(data))))


def _question(block: Block) -> ReadQuestion | LeftOut:
    parts = take_apart(block)
    text = plain(_asked(parts)).strip() or parts.name
    words = read_markup(text, parts.form).text
    if parts.answers is None:
        return left_out(block.row, words, DESCRIPTION)
    if "{" in parts.after:
        return unsupported(block.row, words, kind_name(CLOZE))
    answered = read_answers(parts.answers, parts.form)
    if isinstance(answered, str):
        return unsupported(block.row, words, kind_name(answered))
    return _taken(block, parts, text, answered)


def _asked(parts: Parts) -> str:
    """What is asked; a gap where words go on after the answers."""
    after = parts.after if any(letter.isalnum() for letter in parts.after) else ""
    return f"{parts.before.rstrip()}{BLANK}{after.lstrip()}" if after else parts.before


def _taken(block: Block, parts: Parts, text: str, answered: Answered) -> ReadQuestion:
    prompt = foreign_words(text, parts.form)
    explanation = foreign_words(answered.explanation, parts.form)
    *choices, explanation = for_both(prompt, (*answered.choices, explanation))
    kind = KINDS[answered.found.kind]
    draft = Draft(
        kind=kind.name,
        prompt=prompt.words,
        choices=tuple(choice.words for choice in choices) or kind.usual_choices,
        key=answered.found.key,
        explanation=explanation.words,
        tags=tuple(filter(None, (category_tag(block.category), *block.tags))),
    )
    question = ReadQuestion(block.row, draft, notes=answered.found.notes)
    return with_pictures(question, prompt, choices, no_files)


FORMAT = Format(
    name="gift",
    label="GIFT",
    description=_l("Moodle's text format GIFT (.gift, .txt)."),
    suffixes=(".gift", ".txt"),
    media_types=("text/plain",),
    recognizes=is_gift,
    read=read_gift,
)
