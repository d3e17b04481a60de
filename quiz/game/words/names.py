"""What of the names of a museum and of its event stands for them when it is in a nickname. Pure.

A name is cut into units: words with something in them, a compound such as Jean-Pierre as one; in
Chinese, where nothing parts words, what stands around the usual ones (博物馆). A unit alone is
anybody's: Victoria, Albert and Guimet are people. Two units that follow one another are the name,
and so is one beside a word for who speaks: « l’équipe du Guimet », 吉美团队. Initials such as V&A
and acronyms are the name by themselves, and so are the codes that lead to the event.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from quiz.game.nicknames import key_of
from quiz.game.words.outlines import outlines_of
from quiz.game.words.rules import SEAM
from quiz.i18n.folding import without_accents

HAN = "\u3400-\u9fff"
PIECE = re.compile(rf"[{HAN}]|[^\W\d_{HAN}]+|\d+")
ROLES = (
    "équipe team crew staff musée museum museo galerie gallery quiz compte account chaîne channel "
    "service accueil direction directeur directrice conservateur conservatrice curator médiation "
    "médiateur médiatrice presse communication billetterie boutique officiel officielle official "
    "团队 博物馆 博物院 博物 美术馆 艺术馆 画廊 官方 官号 官网 小编 运营 馆长 馆方 讲解员 直播间 "
    "主播 编辑部 账号 公众号 工作组 小组"
)
EMPTY = (
    "le la les l un une des de du d au aux a en et ou sur dans par pour avec à "
    "the an and of in on at for n 的 与 和 及"
)
# What any museum or evening may have in its name: beside a word for who speaks it is a joke.
GENERAL = (
    "musée musées museum museums museo galerie gallery national nationale nationaux art arts "
    "beaux-arts quiz jeu concours nuit nuits soir soirée soirées jour journée grand grande grands "
    "petit petite direct live stream visite histoire culture ville cœur monde fête saison édition "
    "spécial spéciale découverte voyage france paris chine pékin china beijing europe asie "
    "asiatique asiatiques fondation institut centre château palais maison amis royal royale"
)
GENERAL_HAN = (
    "博物馆 博物院 美术馆 艺术馆 陈列馆 纪念馆 画廊 国立 国家 中国 法国 巴黎 北京 上海 艺术 历史 "
    "文化 之夜 直播 线上 知识 问答 竞赛 竞答 走进 探秘 夜场 专场 特别 活动"
)
UNIT = re.compile(rf"[{HAN}]+|[^\W\d_{HAN}]+(?:[-\u2010\u2011][^\W\d_{HAN}]+)*")
PART = re.compile(
    rf"{'|'.join(sorted(GENERAL_HAN.split(), key=len, reverse=True))}"
    rf"|(?<=[{HAN}]{{3}})[与和及暨](?=[{HAN}]{{3}})|的"
)
SHORTEST_PAIR, SHORTEST_PAIR_HAN = 6, 4
SHORTEST_WORD, SHORTEST_WORD_HAN = 3, 2
# So long an acronym is one in small letters too; a shorter one may be a first name in these.
LONG_ACRONYM, LONGEST_ACRONYM = 5, 8
SHORTEST_CODE = 3
ROMAN = re.compile("[IVXLCDM]+")
WITH_SIGN = re.compile(r"(?<!\w)([^\W\d_])\s?[&+]\s?([^\W\d_])(?!\w)")
SPELLED_OUT = re.compile(r"(?<!\w)([^\W\d_])[^\W\d_]+\s+(?:&|\+|and|et|und)\s+([^\W\d_])[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class OwnNames:
    """What stands for a museum and its event, made ready to be looked for in nicknames.

    `phrases` are keys, found where pieces of a nickname begin and end; `acronyms` are found in
    capitals; `initials` finds the like of V&A; without any of the `outlines` there is nothing.
    """

    phrases: frozenset[str]
    acronyms: frozenset[str]
    initials: re.Pattern[str] | None
    outlines: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a name that says something, as `key_of` has it, and where it stands."""

    key: str
    start: int
    end: int
    is_general: bool
    is_han: bool


def names_to_find(names: Iterable[str], codes: Iterable[str], whole: Iterable[str]) -> OwnNames:
    """What stands for who has these names and codes; `whole` are looked for elsewhere."""
    texts = [unicodedata.normalize("NFKC", name) for name in names]
    pairs = [pair for text in texts for pair in _pairs(text)]
    named = {unit.key for text in texts for unit in _units(text) if _stands_out(unit)}
    spelled = {code: key(code) for code in codes if len(code) >= SHORTEST_CODE}
    phrases = {k for code, k in spelled.items() if not code.isalpha() and not code.isdecimal()}
    named |= {k for code, k in spelled.items() if code.isalpha()}
    capitals = {word for text in texts for word in _acronyms(text)}
    long = {key(word) for word in capitals if len(word) >= LONG_ACRONYM}
    seen = {longer for longer, _ in pairs} | named | phrases | long | set(whole)
    phrases |= {phrase for _, spellings in pairs for phrase in spellings} | long
    phrases |= {both for word in named for role in _roles() for both in (role + word, word + role)}
    return OwnNames(
        frozenset(phrases),
        frozenset(capitals),
        _initials(texts),
        outlines_of([*seen, *capitals]),
    )


def pieces(text: str) -> list[str]:
    """The keys of the words, figures and Chinese characters of a text, in their order."""
    plain = SEAM.sub(" ", unicodedata.normalize("NFKC", text))
    return [key_of(piece) for piece in PIECE.findall(plain)]


def key(text: str) -> str:
    """The keys of all pieces of a text as one."""
    return "".join(pieces(text))


@cache
def empty_words() -> frozenset[str]:
    """The keys of words between others that say nothing."""
    return frozenset(map(key, EMPTY.split()))


@cache
def _roles() -> frozenset[str]:
    return frozenset(map(key, ROLES.split()))


@cache
def _general() -> frozenset[str]:
    return frozenset(map(key, GENERAL.split()))


def _units(text: str) -> Iterator[Unit]:
    """The units of a name, in their order."""
    for found in UNIT.finditer(text):
        if not re.match(f"[{HAN}]", found[0]):
            word = key(found[0])
            if word not in empty_words() and len(found[0]) > 1:
                yield Unit(word, *found.span(), word in _general(), is_han=False)
            continue
        start = found.start()
        for general in PART.finditer(text, start, found.end()):
            yield from _han(text, start, general.start(), is_general=False)
            if len(general[0]) > 1:
                yield from _han(text, *general.span(), is_general=True)
            start = general.end()
        yield from _han(text, start, found.end(), is_general=False)


def _han(text: str, start: int, end: int, *, is_general: bool) -> Iterator[Unit]:
    if start < end:
        yield Unit(key(text[start:end]), start, end, is_general, is_han=True)


def _stands_out(unit: Unit) -> bool:
    shortest = SHORTEST_WORD_HAN if unit.is_han else SHORTEST_WORD
    return not unit.is_general and len(unit.key) >= shortest


def _pairs(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Of two units in a row: the longer one, and how both may be written together."""
    units = list(_units(text))
    for first, second in pairwise(units):
        together = first.key + second.key
        shortest = SHORTEST_PAIR_HAN if first.is_han or second.is_han else SHORTEST_PAIR
        if len(together) >= shortest:
            written = key(text[first.start : second.end])
            before = pieces(text[: first.start])[-1:]
            article = before[0] if before and before[0] in empty_words() else ""
            longer = max(first.key, second.key, key=len)
            yield longer, (together, written, article + written)


def _acronyms(text: str) -> Iterator[str]:
    """Words with several capitals, unless all the name is in capitals."""
    words = [
        word for word in PIECE.findall(text) if word.isalpha() and not re.match(f"[{HAN}]", word)
    ]
    if len(words) > 1 and all(word.isupper() for word in words):
        return
    for word in words:
        capitals = sum(letter.isupper() for letter in word)
        is_short = SHORTEST_WORD <= len(word) <= LONGEST_ACRONYM
        if capitals > 1 and is_short and not ROMAN.fullmatch(word):
            yield word


def _initials(texts: Iterable[str]) -> re.Pattern[str] | None:
    found = {
        (one, other)
        for text in texts
        for pattern in (WITH_SIGN, SPELLED_OUT)
        for one, other in pattern.findall(without_accents(text.casefold()))
    }
    if not found:
        return None
    both = "|".join(
        rf"{re.escape(one)}(?:\s*[&+]\s*|[\s']+(?:n|and|et|und)[\s']+){re.escape(other)}"
        for one, other in sorted(found)
    )
    return re.compile(rf"(?<![^\W\d_{HAN}])(?:{both})(?![^\W\d_{HAN}])")
