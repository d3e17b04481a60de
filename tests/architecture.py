"""Reads a source tree and names what breaks the rules of the house, one sentence a fault."""

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

MOST_LINES = 300
LEVELS = (
    {
        *("bounds", "config", "clock", "errors", "extensions", "database", "i18n"),
        *("networks", "pages", "waiting"),
    },
    {"audit"},
    {"accounts", "bank", "nodes", "scoring"},
    {"events"},
    {"game"},
    {"leaderboard"},
    {"live", "reports"},
    {"console"},
    {"web"},
    {"app", "cli"},
)
LEVEL = {name: level for level, names in enumerate(LEVELS) for name in names}
MODULES = {
    *("__init__", "app", "bounds", "clock", "config", "errors", "extensions"),
    *("networks", "pages", "waiting"),
}
PACKAGES = set(LEVEL) - MODULES
SCREENS = {"play", "overlay", "host", "admin", "account"}
VERBS = {"models", "rules", "queries", "actions"}
OWN = {
    # Misses are counted and waited for in one place; a password's strength has a table of its own.
    "accounts": {"misses", "passwords", "roles", "strength"},
    # The words for every act stand beside the record.
    "audit": {"labels"},
    "bank": {"kinds", "formats", "imports"},
    "console": {"channels", "evening", "numbers", "programme", "question", "steps"},
    "database": {"book", "connection"},
    "events": {"facts", "timeline"},
    # Integrity reads, and counts again: it is neither a query nor part of what it checks.
    "game": {"clusters", "integrity", "ledger", "nicknames", "reserved", "tally"},
    "live": {"desk", "own", "pulse", "scene", "watch"},
    "reports": {"groups", "players", "rounds", "sheets"},
}
PURE = {"facts", "rules", "timeline", "kinds", "nicknames", "reserved", "clusters", "strength"}
UNCLEAN = {"quiz.extensions", "quiz.database", "quiz.clock", "quiz.config", "flask", "sqlalchemy"}
EMPTY_WORDS = {"utils", "helpers", "common", "misc", "manager", "service", "services", "state"}
INLINE = {
    "script": re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))", re.I),
    "style": re.compile(r"<style\b|\sstyle=", re.I),
    "handler": re.compile(r"<[^>]*\son[a-z]+=", re.I),
}


def faults(root: Path) -> list[str]:
    """Every fault of the tree in `root`, in the order of its files."""
    found = [fault for path in sources(root, "quiz", "tests") for fault in size(root, path)]
    for path in sources(root, "quiz"):
        found += name_faults(path.relative_to(root))
        if path.suffix == ".py":
            found += import_faults(path.relative_to(root), ast.parse(path.read_text("utf-8")))
        if path.suffix == ".html":
            found += inline_faults(path.relative_to(root), path.read_text("utf-8"))
    for path in sources(root, "migrations"):
        tree = ast.parse(path.read_text("utf-8"))
        if any(target.split(".")[0] == "quiz" for target, _ in imports(tree)):
            found.append(f"{path.relative_to(root)} imports quiz")
    return found + circles(root)


def sources(root: Path, *folders: str) -> Iterator[Path]:
    """The files of ours that the rules are about."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".css", ".js"} and "vendor" not in path.parts:
                yield path


def size(root: Path, path: Path) -> Iterator[str]:
    """A file that nobody can read at one go."""
    lines = len(path.read_text("utf-8").splitlines())
    if lines > MOST_LINES:
        yield f"{path.relative_to(root)} has {lines} lines"


def name_faults(path: Path) -> Iterator[str]:
    """A package, module or file that is called what the map does not know."""
    if path.suffix != ".py":
        return
    package, names = path.parts[1], [Path(part).stem for part in path.parts[1:]]
    if len(names) == 1:
        if names[0] not in MODULES:
            yield f"{path} is not a module of the map"
    elif package not in PACKAGES:
        yield f"quiz/{package} is not a package of the map"
    elif package not in {"web", "cli", "i18n"}:
        if names[1] not in VERBS | OWN.get(package, set()) | {"__init__"}:
            yield f"{path} is not a name for a file in there"
    elif empty := EMPTY_WORDS.intersection(names):
        yield f"{path} says nothing: {', '.join(sorted(empty))}"


def imports(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """Each imported module with its statement; `from a import b` is `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module or ''}.{alias.name}", node) for alias in node.names)


def import_faults(path: Path, tree: ast.Module) -> list[str]:
    """Imports that point up or sideways, hide in a function, or make a rule impure."""
    found = []
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            inner = [n for n in ast.walk(function) if isinstance(n, ast.Import | ast.ImportFrom)]
            found += [f"{path}:{node.lineno} imports inside a function" for node in inner]
    for target, node in imports(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            found.append(f"{path}:{node.lineno} imports relatively")
        elif fault := direction(path, target) or impurity(path, target):
            found.append(fault)
    return list(dict.fromkeys(found))


def direction(path: Path, target: str) -> str | None:
    """What is wrong with the way this import points, if anything."""
    mine, theirs = path.with_suffix("").parts, tuple(target.split("."))
    if theirs[0] != "quiz" or mine[:2] == ("quiz", "__init__") or len(theirs) < 2:
        return None
    if LEVEL.get(theirs[1], -1) > LEVEL.get(mine[1], len(LEVELS)):
        return f"{path} imports upwards: {'.'.join(theirs[:2])}"
    if mine[1] == theirs[1] == "web":
        return screens(path, mine, theirs)
    beside = LEVEL.get(theirs[1]) == LEVEL.get(mine[1]) and mine[1] != theirs[1]
    if beside and LEVEL[theirs[1]] == LEVEL["bank"]:
        return f"{path} imports its neighbour: {'.'.join(theirs[:2])}"
    return None


def screens(path: Path, mine: tuple[str, ...], theirs: tuple[str, ...]) -> str | None:
    """Screens know nothing of one another."""
    if len(theirs) < 3 or mine[2] == theirs[2] or not SCREENS.issuperset({mine[2], theirs[2]}):
        return None
    return f"{path} imports another screen: {'.'.join(theirs[:3])}"


def impurity(path: Path, target: str) -> str | None:
    """Rules are handed their facts and the time: they ask no database, request or clock."""
    if not PURE.intersection(part.removesuffix(".py") for part in path.parts):
        return None
    for unclean in sorted(UNCLEAN):
        if target == unclean or target.startswith(f"{unclean}."):
            return f"{path} is pure, yet imports {unclean}"
    return None


def inline_faults(path: Path, text: str) -> Iterator[str]:
    """Scripts and styles that stand in a template instead of in their own file."""
    for kind, pattern in INLINE.items():
        for match in pattern.finditer(text):
            yield f"{path}:{text.count(chr(10), 0, match.start()) + 1} has an inline {kind}"


def circles(root: Path) -> list[str]:
    """Modules of which each needs the other first."""
    files = {module(root, path): path for path in sources(root, "quiz") if path.suffix == ".py"}
    graph = {name: set[str]() for name in files}
    for name, path in files.items():
        for target, _ in imports(ast.parse(path.read_text("utf-8"))):
            known = target if target in files else target.rpartition(".")[0]
            if known in files and known != name:
                graph[name].add(known)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [f"{', '.join(sorted(set(error.args[1])))} import one another in a circle"]
    return []


def module(root: Path, path: Path) -> str:
    """The dotted name of a file."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
