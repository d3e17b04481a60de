"""Names that would speak for the museum: its own, the event's, and words for those who host. Pure.

Names are compared by their keys, so that another alphabet, capitals or accents change nothing.
"""

from functools import lru_cache

from flask_babel import lazy_gettext as _l

from quiz.errors import Invalid
from quiz.game.nicknames import NO_WORD, Nickname, is_suggested, key_of
from quiz.i18n.folding import fold_name

# Digits and signs that are read as letters; what is drawn alike is in the key already.
READ_AS = str.maketrans("3457@$€", "eastase")
WORDS = (
    "admin admins administrateur administratrice administrator animateur animatrice arbitre hote "
    "hotesse host jury moderateur moderatrice moderator officiel officielle official organisateur "
    "organisatrice presentateur presentatrice staff support systeme system webmaster"
)
ALONE = "musée|le musée|museum|the museum|galerie|la galerie|celadon|quiz|le quiz"
PARTS_ZH = "官方 管理员 主持人 主办方 工作人员 客服 版主 系统消息 系统通知 裁判 组委会"
ALONE_ZH = "博物馆|美术馆|本馆|主播|馆长|讲解员"
# A name of the museum's of so many letters may not stand among other words either.
SHORTEST, SHORTEST_ZH = 8, 4

KEPT = frozenset(map(key_of, WORDS.split()))
KEPT_PARTS = tuple(fold_name(part) for part in PARTS_ZH.split())


def refuse_reserved(nickname: Nickname, names: tuple[str, ...]) -> None:
    """Raise Invalid for a nickname that speaks for the museum or for one of its `names`."""
    if not is_suggested(nickname.name) and is_reserved(nickname.name, names):
        raise Invalid(_l("This name is kept for the museum. Please choose another one."))


def is_reserved(name: str, names: tuple[str, ...]) -> bool:
    """Whether somebody who reads the name could take it for the museum's own voice."""
    words = _words(name.translate(READ_AS))
    whole = " ".join(words)
    chinese = fold_name(name)
    if whole in KEPT_ALONE or KEPT.intersection(words) or "".join(words) in KEPT:
        return True
    if any(part in chinese for part in KEPT_PARTS):
        return True
    return any(_stands_in(name, whole, chinese) for name in _own(names))


def _stands_in(name: str, whole: str, chinese: str) -> bool:
    if name.isascii():
        return name == whole or (len(name) >= SHORTEST and f" {name} " in f" {whole} ")
    return name == whole or (len(name) >= SHORTEST_ZH and name in chinese)


@lru_cache(100)
def _own(names: tuple[str, ...]) -> tuple[str, ...]:
    folded = (" ".join(_words(name)) for name in names)
    return tuple(name for name in dict.fromkeys(folded) if name)


def _words(text: str) -> list[str]:
    return [key_of(word) for word in NO_WORD.sub(" ", text.casefold()).split()]


KEPT_ALONE = frozenset(" ".join(_words(name)) for name in f"{ALONE}|{ALONE_ZH}".split("|"))
