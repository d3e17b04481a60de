"""A GIFT file as blocks of text, each a question with its name, its form, its answers. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What a backslash makes an ordinary sign, each kept as a sign of no language while we look.
ESCAPED = {sign: chr(0xE000 + place) for place, sign in enumerate("\\~=#{}:n")}
PLAIN = {kept: sign for sign, kept in ESCAPED.items()} | {ESCAPED["n"]: "\n"}
ESCAPE = re.compile(r"\\([\\~=#{}:n])")
KEPT = re.compile(f"[{''.join(PLAIN)}]")

# No question has more lines than these between its braces.
AHEAD = 100
CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(.*)", re.IGNORECASE)
COMMENT = re.compile(r"\s*//(.*)")
TAG = re.compile(r"\[tag:([^\]]*)\]", re.IGNORECASE)
NAME = re.compile(r"\s*::(.*?)::", re.DOTALL)
FORM = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """One question: the line where it begins, its text, and what stands above it.

    In `text` signs that were escaped are kept apart: `plain` gives them back.
    """

    row: int
    text: str
    category: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """A block taken apart: what is asked before and after the braces, and what is in them.

    `answers` is None where there are no braces.
    """

    name: str
    form: str
    before: str
    answers: str | None
    after: str


def plain(text: str) -> str:
    """A text with its escaped signs, in one line but for the ends of lines that it asks for."""
    return KEPT.sub(lambda found: PLAIN[found[0]], " ".join(text.split("\n")))


def read_blocks(text: str) -> Iterator[Block]:
    """The questions of a file; gaps and categories part them, but for gaps inside of braces."""
    category, tags = "", tuple[str, ...]()
    row, kept = 0, list[str]()
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if (comment := COMMENT.match(line)) is not None:
            tags += tuple(value.strip() for value in TAG.findall(comment[1]))
            continue
        found = CATEGORY.match(line)
        is_end = found is not None or _is_end(line, kept, lines[number : number + AHEAD])
        if is_end and kept:
            yield Block(row, "\n".join(kept), category, tags)
            kept, tags = [], ()
        if found:
            category = found[1].strip()
        elif line.strip() or kept:
            row = row if kept else number
            kept.append(ESCAPE.sub(_kept, line))
    if kept:
        yield Block(row, "\n".join(kept), category, tags)


def _is_end(line: str, kept: list[str], following: list[str]) -> bool:
    """Whether a line ends the question above it, or begins the next one."""
    if not kept:
        return False
    if not line.strip():
        return not _is_open(kept[-AHEAD:], following)
    return NAME.match(line) is not None and kept[-1].rstrip().endswith("}")


def _kept(found: re.Match[str]) -> str:
    return ESCAPED[found[1]]


def _is_open(above: list[str], following: list[str]) -> bool:
    """Whether braces are open that close further down, before others open."""
    if sum(line.count("{") - line.count("}") for line in above) <= 0:
        return False
    for line in following:
        rest = ESCAPE.sub(_kept, line)
        if "}" in rest and "{" not in rest.partition("}")[0]:
            return True
        if "{" in rest or NAME.match(rest):
            return False
    return False


def take_apart(block: Block) -> Parts:
    """The parts of a block."""
    text, name, form = block.text, "", "moodle"
    if (found := NAME.match(text)) is not None:
        name, text = plain(found[1]).strip(), text[found.end() :]
    if (found := FORM.match(text)) is not None:
        form, text = found[1].lower(), text[found.end() :]
    before, brace, rest = text.partition("{")
    answers, closing, after = rest.partition("}")
    if not brace or not closing:
        return Parts(name, form, text, None, "")
    return Parts(name, form, before, answers, after)
