"""Reads a source tree and names what breaks the rules of the house, one sentence a fault."""

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.source_texts import (
    inline_faults,
    kind_faults,
    nameless_things,
    shared_names,
    sources,
)

MOST_LINES = 300
LEVELS = (
    {
        *("bin", "bounds", "config", "clock", "errors", "extensions", "database", "i18n"),
        *("networks", "pages", "periodic", "reach", "statements", "waiting"),
    },
    {"audit", "scoring"},
    {"accounts", "bank", "capacity", "nodes", "objects", "pictures"},
    {"events", "glossary", "pilots", "themes"},
    {"delays", "game", "simulation"},
    {"leaderboard"},
    {"live", "reports"},
    {"console"},
    {"web"},
    {"app", "cli"},
)
LEVEL = {name: level for level, names in enumerate(LEVELS) for name in names}
MODULES = {
    *("__init__", "app", "bin", "bounds", "clock", "config", "database", "errors", "extensions"),
    *("networks", "pages", "periodic", "reach", "statements", "waiting"),
}
PACKAGES = set(LEVEL) - MODULES
SCREENS = {"play", "overlay", "prompter", "remote", "host", "admin", "account", "help", "tap"}
VERBS = {"models", "rules", "queries", "actions"}
OWN = {
    # Misses are counted and waited for in one place; a password's strength has a table of its own.
    "accounts": {"misses", "passwords", "roles", "strength"},
    # The words for every act stand beside the record.
    "audit": {"labels"},
    # What a file would change in a bank is worked out of both, before anything is written; a search
    # reads pages by filters of its own. One question is written beside whole banks and files.
    "bank": {
        *("alternative", "kinds", "formats", "imports", "comparison", "preview", "remarks", "room"),
        # Versions are kept, compared and taken back in one place; so is what many questions become.
        *("checks", "edits", "facts", "flaws", "history", "queue", "search", "translation"),
        *("bin", "bulk", "citation", "citations", "pace"),
    },
    "console": {
        *("channels", "evening", "labels", "names", "numbers", "programme", "question", "steps"),
        *("checklist", "hands", "newcomers", "remote", "simulation", "tie_break", "typed_answers"),
    },
    "capacity": {"gauge", "lag", "strain"},
    # What may change in a round that was launched is neither its rules nor its timeline.
    "events": {
        *("clicks", "deletion", "facts", "interludes", "mends", "outputs", "pace", "phases"),
        *("rehearsals", "timeline", "waits"),
    },
    # Any sheet of terms is read by its heads.
    "glossary": {"files"},
    # Integrity reads, and counts again: it is neither a query nor part of what it checks.
    "game": {
        "clusters",
        "facts",
        "integrity",
        "ledger",
        *("mend", "mine", "nicknames", "reader", "reserved", "tally", "ties"),
        # One statement and one count, for the board, the console and integrity.
        "spread",
        # Lists as data, and what finds their words in a name.
        "words",
    },
    # A question that nobody has launched is shown as if it were.
    "live": {
        *("memo", "me", "pictures", "piloting", "preview", "pulse", "rehearsals", "runtime"),
        *("scene", "sightings", "snapshot", "watch"),
    },
    # What others tell of an object, in whichever format, and what may be done with it.
    "objects": {"fetching", "images", "offers", "records", "rights", "texts"},
    "pictures": {"decoder", "process"},
    # A crowd is a process.
    "simulation": {"process"},
    "reports": {"groups", "players", "rounds", "sheets", "divisions"},
}
PURE = {
    *("clicks", "comparison", "facts", "interludes", "mends", "phases", "preview", "rules"),
    *("deletion", "mine", "ties", "timeline", "waits"),
    "kinds",
    "nicknames",
    "reserved",
    "words",
    "clusters",
    "strength",
    "remarks",
    "room",
    "alternative",
    "translation",
    "citation",
    "pace",
    "images",
    "offers",
    "records",
    "rights",
    "texts",
}
# What a screen shows is worked out of facts and the time, as the rules are.
PURE_FILES = {
    *(
        f"quiz/bank/checks/{name}.py"
        for name in ("base", "choices", "figures", "lengths", "registry", "sources", "spelling")
    ),
    "quiz/live/me.py",
    "quiz/live/pictures.py",
    "quiz/live/pulse.py",
    "quiz/live/scene.py",
    "quiz/live/snapshot.py",
}
UNCLEAN = {
    *("quiz.extensions", "quiz.database", "quiz.clock", "quiz.config", "flask", "sqlalchemy"),
    *("os", "secrets", "socket", "time"),
}
# Who decides knows nothing of rows, who reads nothing of who writes, in any noun.
ORDER = {"rules": 0, "facts": 0, "models": 1, "queries": 2, "reader": 2, "actions": 3}
READS = 2
READING = {"reports"}
EMPTY_WORDS = {"utils", "helpers", "common", "misc", "manager", "service", "services", "state"}


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
    found += [*kind_faults(root), *circles(root), *hidden_impurity(root)]
    return [*found, *shared_names(root), *nameless_things(root)]


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
    if theirs[1] == "web" and mine[1] in {"web", "cli"}:
        return screens(path, mine, theirs)
    if fault := order(path, mine, theirs):
        return fault
    beside = LEVEL.get(theirs[1]) == LEVEL.get(mine[1]) and mine[1] != theirs[1]
    if beside and LEVEL[theirs[1]] == LEVEL["bank"]:
        return f"{path} imports its neighbour: {'.'.join(theirs[:2])}"
    return None


def screens(path: Path, mine: tuple[str, ...], theirs: tuple[str, ...]) -> str | None:
    """Screens know nothing of one another, and nobody else knows a screen."""
    if len(theirs) < 3 or theirs[2] not in SCREENS or mine[1:3] == theirs[1:3]:
        return None
    return f"{path} imports another screen: {'.'.join(theirs[:3])}"


def order(path: Path, mine: tuple[str, ...], theirs: tuple[str, ...]) -> str | None:
    """Models import rules, queries also models, actions also queries; none the other way round."""
    if len(mine) < 3 or len(theirs) < 3 or {mine[1], theirs[1]} & {"web", "cli"}:
        return None
    own = READS if mine[1] in READING else ORDER.get(mine[2], len(ORDER))
    if ORDER.get(theirs[2], -1) > own:
        return f"{path} imports what is built upon it: {'.'.join(theirs[:3])}"
    return None


def is_pure(path: Path) -> bool:
    """Whether a file is handed its facts and the time, and asks for nothing itself."""
    parts = {part.removesuffix(".py") for part in path.parts}
    return bool(PURE & parts) or path.as_posix() in PURE_FILES


def impurity(path: Path, target: str) -> str | None:
    """Rules are handed their facts and the time: they ask no database, request or clock."""
    if not is_pure(path):
        return None
    unclean = next((name for name in sorted(UNCLEAN) if is_below(target, name)), None)
    return None if unclean is None else f"{path} is pure, yet imports {unclean}"


def is_below(target: str, module_name: str) -> bool:
    """Whether an imported name is that module, or in it."""
    return target == module_name or target.startswith(f"{module_name}.")


def hidden_impurity(root: Path) -> Iterator[str]:
    """Pure files that come by something unclean through what they import."""
    graph = import_graph(root)
    for path in sources(root, "quiz"):
        relative = path.relative_to(root)
        if path.suffix == ".py" and is_pure(relative):
            for way in ways(graph, module(root, path)):
                if len(way) > 2:  # What it imports itself is found already.
                    yield f"{relative} is pure, yet comes by {' → '.join(way[1:])}"
                    break


def ways(graph: Mapping[str, Mapping[str, set[str]]], start: str) -> Iterator[list[str]]:
    """From a module to everything unclean that its imports lead to, each by a shortest way."""
    seen, queue = {start}, [[start]]
    for way in queue:
        outside = sorted(u for u in UNCLEAN for t in graph[way[-1]]["all"] if is_below(t, u))
        yield from ([*way, unclean] for unclean in outside[:1])
        for following in sorted(graph[way[-1]]["ours"] - seen):
            seen.add(following)
            queue.append([*way, following])


def circles(root: Path) -> list[str]:
    """Modules of which each needs the other first."""
    graph = import_graph(root)
    try:
        TopologicalSorter({name: known["ours"] for name, known in graph.items()}).prepare()
    except CycleError as error:
        return [f"{', '.join(sorted(set(error.args[1])))} import one another in a circle"]
    return []


def import_graph(root: Path) -> dict[str, dict[str, set[str]]]:
    """For each module what it imports: `all` of it, and `ours`, by the modules' names."""
    files = {module(root, path): path for path in sources(root, "quiz") if path.suffix == ".py"}
    graph = {}
    for name, path in files.items():
        targets = {target for target, _ in imports(ast.parse(path.read_text("utf-8")))}
        known = {t if t in files else t.rpartition(".")[0] for t in targets}
        graph[name] = {"all": targets, "ours": (known & files.keys()) - {name}}
    return graph


def module(root: Path, path: Path) -> str:
    """The dotted name of a file."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
