"""All kinds of question, by name.

One more kind is a file beside this one and a name in `KINDS`. An input of its own is a widget: the
templates `templates/kinds/<widget>/{ask,reveal,given,overlay_ask,overlay_reveal,write}.html`, if
need be `write_short.html` for the loader and `console.html` for what the host reads,
`static/js/kinds/<widget>.js` and its sheet.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from random import Random
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.alternative import telling_problems
from quiz.bank.kinds.base import Content, Kind
from quiz.bank.kinds.blanks import Blank, Flag
from quiz.bank.kinds.cloud import Cloud
from quiz.bank.kinds.hotspot import Hotspot
from quiz.bank.kinds.match import Pairs
from quiz.bank.kinds.multiple import Multiple
from quiz.bank.kinds.number import Number
from quiz.bank.kinds.order import Order
from quiz.bank.kinds.picture import PictureChoice
from quiz.bank.kinds.poll import Poll
from quiz.bank.kinds.scale import Scale
from quiz.bank.kinds.single import Single
from quiz.bank.kinds.text import Text
from quiz.bank.kinds.true_false import TrueFalse
from quiz.bank.pace import reading_units, too_short
from quiz.bank.room import room_problem
from quiz.bank.rules import Draft, Problem, common_problems, tidy
from quiz.i18n.folding import fold
from quiz.i18n.localized import Localized
from quiz.i18n.reader import ENGLISH, reading_language
from quiz.scoring.rules import SHORTEST_SPREAD_MS, minimum_seconds, reading_plateau_ms

HAN = re.compile("[\u4e00-\u9fff]")
ALL = (
    *(Single(), Multiple(), TrueFalse(), Order(), Number(), Text(), Poll()),
    *(Scale(), Hotspot(), PictureChoice(), Pairs(), Cloud()),
)
KINDS: dict[str, Kind] = {kind.name: kind for kind in ALL}


def widgets() -> tuple[str, ...]:
    """The widgets of all kinds, each once: the names of templates, scripts and sheets."""
    return tuple(dict.fromkeys(kind.widget for kind in KINDS.values()))


def blanks() -> tuple[Blank, ...]:
    """Every field in which the cells of some kind are typed, each once."""
    typed = (blank for kind in KINDS.values() for blank in (kind.correct, kind.tolerance) if blank)
    return tuple({blank.name: blank for blank in typed}.values())


def flags() -> tuple[Flag, ...]:
    """Every fact that some kind lets be ticked, each once."""
    ticked = (flag for kind in KINDS.values() for flag in kind.flags)
    return tuple({flag.name: flag for flag in ticked}.values())


def kind_named(text: str) -> Kind | None:
    """The kind that a sheet calls so: by its name, or by another one in any of our languages."""
    name, names = text.strip(), _names(tuple(KINDS))
    plain = name.partition("(")[0].partition("（")[0]
    return KINDS.get(name) or KINDS.get(names.get(fold(name)) or names.get(fold(plain), ""))


@lru_cache(maxsize=8)
def _names(kinds: tuple[str, ...]) -> dict[str, str]:
    """The kinds by everything that they are called, folded."""
    return {fold(name): kind for kind in kinds for name in (kind, *KINDS[kind].names)}


def _known_names() -> str:
    """What a sheet may call each kind, in the reader's language."""
    language = reading_language()
    names = (_name_in(kind, language) for kind in KINDS.values())
    return {"zh": "、"}.get(language, ", ").join(names)


def _name_in(kind: Kind, language: str) -> str:
    """What a sheet in that language calls a kind; else its name in our own files."""
    named = (name for name in kind.names if (HAN.match(name) is not None) == (language == "zh"))
    return kind.name if language == ENGLISH else next(named, kind.name)


KIND_NAMES = LazyString(_known_names)


def label_of(name: str) -> LazyString | str:
    """What staff read of a kind; the bare name where a bank has one that is known no more."""
    return KINDS[name].label if name in KINDS else name


def kind_of(content: Mapping[str, Any]) -> Kind:
    """The kind of a frozen copy."""
    return KINDS[content["kind"]]


def prompt_of(content: Mapping[str, Any]) -> Localized:
    """The question of a frozen copy."""
    return Localized.from_json(content["prompt"])


def deal(draft: Draft, rng: Random) -> Content:
    """The frozen copy of a question without problems, its choices dealt by `rng`."""
    return KINDS[draft.kind].deal(draft, rng)


def reading_units_of(draft: Draft) -> dict[str, int]:
    """For each language, the characters that a player reads before answering."""
    kind = KINDS.get(draft.kind)
    return reading_units(draft.prompt, draft.choices) if kind is None else kind.reading_units(draft)


def canonical(draft: Draft) -> Draft:
    """The question in its one spelling: tidied, its key as our file would say it."""
    tidied = tidy(draft)
    kind = KINDS.get(draft.kind)
    return tidied if kind is None else replace(tidied, key=kind.key(*kind.cells(tidied.key)))


def cautions(draft: Draft) -> tuple[Problem, ...]:
    """What of a canonical question its author should look at once more."""
    own, long = word_cautions(draft), room_problem(draft)
    return own if long is None else (*own, long)


def word_cautions(draft: Draft) -> tuple[Problem, ...]:
    """The same of what it says, however long that is."""
    kind = KINDS.get(draft.kind)
    if kind is None:
        return ()
    return (*kind.cautions(draft), *telling_problems(draft, _right_texts(kind, draft)))


def _right_texts(kind: Kind, draft: Draft) -> Iterator[Localized]:
    """What is right, in words: choices, else accepted forms and values, the same in both."""
    known = kind.key_solution(draft.key)
    for number, choice in enumerate(draft.choices, 1):
        if str(number) in known.right:
            yield choice
    for form in (*known.forms, known.value):
        yield Localized(form, form)


def figure_cells(draft: Draft) -> frozenset[str]:
    """Which of a canonical question's two cells are plain decimals, to be shown as numbers."""
    kind = KINDS.get(draft.kind)
    if kind is None or kind.correct is None or kind.correct.is_list or any(problems(draft)):
        return frozenset()
    return frozenset({"correct", "tolerance"})


def problems(draft: Draft) -> tuple[Problem, ...]:
    """All that keeps a canonical question from being launched, but for its time."""
    kind = KINDS.get(draft.kind)
    if kind is not None:
        return tuple(kind.problems(draft))
    sentence = _l("“Kind” is missing. Write one of: %(kinds)s.", kinds=KIND_NAMES)
    if draft.kind:
        sentence = _l(
            "“%(kind)s” is no kind of question. Write one of: %(kinds)s.",
            kind=draft.kind,
            kinds=KIND_NAMES,
        )
    return (Problem("kind", "", sentence), *common_problems(draft))


def plateau_of(draft: Draft, spread: int) -> int:
    """G in ms of a question that phones fetch over `spread` ms."""
    return reading_plateau_ms(reading_units_of(draft), spread, draft.comes_with_picture)


def launch_problems(draft: Draft) -> tuple[Problem, ...]:
    """All that keeps a question from being launched.

    One that is too short for tonight's crowd is none of it: it stays open for longer.
    """
    plateau = plateau_of(draft, SHORTEST_SPREAD_MS)
    short = too_short(draft, minimum_seconds(plateau))
    return (*problems(draft), *([] if short is None else [short]))
