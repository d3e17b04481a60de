"""What stands in sources where it should not: inline scripts, kinds, one name for two things."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

KINDS = "quiz/bank/kinds"
NAME_OF_KIND = re.compile(r"""^    name = ["'](\w+)["']""", re.M)
# Some kinds are called by ordinary words too: a line must also speak of kinds, or name two.
ABOUT_KINDS = re.compile(r"kind|\bkeys?\b|content", re.I)
NAMELESS = {"said", "told", "here", "shown"}
FROZEN_COPY = re.compile(r"\bcontent\[")
INLINE = {
    "script": re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))", re.I),
    "style": re.compile(r"<style\b|\sstyle=", re.I),
    "handler": re.compile(r"<[^>]*\son[a-z]+=", re.I),
}


def sources(root: Path, *folders: str) -> Iterator[Path]:
    """The files of ours that the rules are about."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".css", ".js"} and "vendor" not in path.parts:
                yield path


def inline_faults(path: Path, text: str) -> Iterator[str]:
    """Scripts and styles that stand in a template instead of in their own file."""
    for kind, pattern in INLINE.items():
        for match in pattern.finditer(text):
            yield f"{path}:{text.count(chr(10), 0, match.start()) + 1} has an inline {kind}"


def kind_faults(root: Path) -> list[str]:
    """What is known of a kind of question outside of its folders, whose business it alone is."""
    texts = [path.read_text("utf-8") for path in sorted((root / KINDS).glob("*.py"))]
    names = sorted({name for text in texts for name in NAME_OF_KIND.findall(text)})
    quoted = re.compile(rf"""["']({"|".join(names)})["']""") if names else None
    return [
        f"{path.relative_to(root)}:{number} {fault}"
        for path in sources(root, "quiz")
        if path.suffix != ".css" and "kinds" not in path.relative_to(root).parts
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for fault in knowledge(line, quoted)
    ]


def knowledge(line: str, quoted: re.Pattern[str] | None) -> Iterator[str]:
    """What a line knows of kinds: one by its name, or how a frozen copy is laid out."""
    named = set(quoted.findall(line)) if quoted else set()
    if named and (len(named) > 1 or ABOUT_KINDS.search(line)):
        yield f"names a kind of question: {', '.join(sorted(named))}"
    if FROZEN_COPY.search(line):
        yield "reads a frozen copy beside its kind"


def nameless_things(root: Path) -> Iterator[str]:
    """Values that are called by a word which says nothing of what they are."""
    for path in sources(root, "quiz"):
        tree = ast.parse(path.read_text("utf-8")) if path.suffix == ".py" else ast.Module([], [])
        for node in ast.walk(tree):
            name = node.arg if isinstance(node, ast.arg) else ""
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                name = node.id
            if name in NAMELESS:
                yield f"{path.relative_to(root)}:{node.lineno} calls a thing “{name}”"


def shared_names(root: Path) -> Iterator[str]:
    """Public names that stand for several things: a reader must know which by the name alone."""
    where: dict[str, list[str]] = {}
    for path in sources(root, "quiz"):
        body = ast.parse(path.read_text("utf-8")).body if path.suffix == ".py" else []
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                where.setdefault(node.name, []).append(path.relative_to(root).as_posix())
    for name, paths in where.items():
        if len(paths) > 1 and not name.startswith("_"):
            yield f"{name} is several things: {', '.join(paths)}"
