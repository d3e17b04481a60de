"""Which nicknames may be shown, when two are the same, and what to suggest. Pure."""

import random
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from flask_babel import lazy_gettext as _l
from precis_i18n import get_profile
from wcwidth import wcswidth

from quiz.bounds import NICKNAME, NICKNAME_TYPED
from quiz.errors import Invalid
from quiz.game.words.lists import Purpose
from quiz.game.words.rules import find_word, has_spelled_number
from quiz.i18n.folding import fold_name
from quiz.i18n.signs import DOTS
from quiz.i18n.tables import script_of, skeleton

WIDEST = 20
MOST_MARKS = 3
PHONE_DIGITS = 8
DRAWS = 8

ZWJ = "\u200d"
PICTOGRAPH = "[\u231a-\u23ff\u25aa-\u25fe\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
# What joins or colours emoji and is refused everywhere else. Python's own tables know no emoji
# younger than itself, so the pictographs are left out as well before the profile is asked.
EMOJI = re.compile(
    rf"{PICTOGRAPH}[\ufe0e\ufe0f]?(?:{ZWJ}{PICTOGRAPH}[\ufe0e\ufe0f]?)*|[0-9#*]\ufe0f?\u20e3"
)
# Between the parts of a name; the profile takes the usual one in Catalan words only.
BETWEEN = re.compile(f"(?<=\\w)[{DOTS}](?=\\w)")
# They count as letters or symbols, and are blank on a screen.
BLANK = re.compile("[\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5\u034f]")
PHONE = re.compile(rf"(?:\d[\s.\-_/()]*){{{PHONE_DIGITS},}}")
ADDRESS = re.compile(
    r"://|\bwww\.|\w@\w|\w[.。](?:com|cn|net|org|fr|info|io|cc|top|vip|xyz|ru|tv|eu|app|link|site"
    r"|shop|club)\b(?!\.\w)",
    re.IGNORECASE,
)
# Which alphabets stand together in ordinary names (Unicode's "highly restrictive").
TOGETHER = (
    {"Latin", "Han", "Hiragana", "Katakana"},
    {"Latin", "Han", "Bopomofo"},
    {"Latin", "Han", "Hangul"},
)
# Letters and digits that pass for one another once folded.
LOOKALIKES = str.maketrans("01i|авекмнорстухѕіјһαβεηικνορτυχ", "olllabekmhopctyxsljhabenlkvoptyx")

TOO_LONG = _l("This nickname is too long. Please keep to 20 letters, or 10 Chinese characters.")
WORDED = {
    Purpose.INSULT: _l("This nickname could hurt somebody. Please choose another one."),
    Purpose.CONTACT: _l(
        "A nickname cannot say how to reach somebody: everybody sees it. Please choose another one."
    ),
    Purpose.MUSEUM: _l("This name is kept for the museum. Please choose another one."),
    Purpose.OWN: _l("The museum does not take this nickname. Please choose another one."),
}
PROFILE = get_profile("NicknameCasePreserved")


@dataclass(frozen=True, slots=True)
class Words:
    """Words with spaces between: each first one goes with each second one, joined by `between`."""

    first: str
    second: str
    between: str


# Short enough for a number of four digits to follow within the limit. French epithets agree.
SUGGESTED: dict[str, tuple[Words, ...]] = {
    "fr": (
        Words(
            "Céladon Bol Vase Jade Bronze Émail Pinceau Miroir Luth Vitrail Lotus Coffret",
            "serein calme rêveur doux vif léger clair ravi subtil fidèle agile nacré doré secret "
            "savant lunaire sage joyeux rare fin poli ciselé solaire habile",
            " ",
        ),
        Words(
            "Jarre Soie Fresque Théière Encre Perle Coupe Estampe Amphore Lyre Pivoine Gravure",
            "sereine calme rêveuse douce vive légère claire ravie subtile fidèle agile nacrée "
            "dorée secrète savante lunaire sage joyeuse rare fine polie ciselée solaire habile",
            " ",
        ),
    ),
    "zh": (
        Words(
            "青瓷 白玉 青花 霁蓝 天青 月白 鎏金 珐琅 剔红 水墨 云锦 丹青 "
            "紫砂 秘色 粉彩 斗彩 豆青 琉璃 竹影 松烟 素纱 锦绣 螺钿 缂丝",
            "小鹤 小鹿 大雁 锦鲤 小兔 花猫 飞燕 翠鸟 白鹭 麒麟 游鱼 彩蝶 "
            "喜鹊 黄鹂 云雀 画眉 松鼠 小象 骏马 牡丹 芙蓉 寒梅 幽兰 海棠",
            "",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Nickname:
    """A name as it is shown, and the key by which two names are the same."""

    name: str
    key: str


def check_nickname(text: str, own: tuple[str, ...] = ()) -> Nickname:
    """The nickname in `text`, tidied; Invalid says in a sentence why it cannot be shown.

    `own` are words that the museum does not take.
    """
    # Each step costs as much as what it is given, and the first may make eighteen signs of one.
    _refuse_length(text, NICKNAME_TYPED)
    name = _tidy(text)
    if is_suggested(name):
        return Nickname(name, key_of(name))  # As most of a crowd do; it is known to be fit.
    _refuse_length(name, NICKNAME)
    _refuse_unseen(name)
    _refuse_size(name)
    _refuse_numbers_and_addresses(name)
    if not _is_one_alphabet(name):
        raise Invalid(
            _l("This nickname mixes alphabets that look alike. Please keep to one of them.")
        )
    if (purpose := find_word(name, own)) is not None:
        raise Invalid(WORDED[purpose])
    return Nickname(name, key_of(name))


def key_of(name: str) -> str:
    """What two names that a reader would take for one have in common."""
    folded = fold_name(name)
    if not folded.isascii() and (plain := skeleton(folded)).isascii():
        # Not a letter is left that is not drawn like one of Latin's: nobody can tell them apart.
        folded = plain
    return folded.translate(LOOKALIKES) or name.casefold()


def candidates(nickname: Nickname, rng: random.Random) -> list[tuple[str, str]]:
    """What to try in turn where the name is taken, as (shown, key): " 2" to " 9", four digits."""
    numbers = [*range(2, 10), *(rng.randrange(1000, 10_000) for _ in range(DRAWS))]
    numbered = (_with_suffix(nickname.name, f" {number}") for number in numbers)
    return [(name, key_of(name)) for name in numbered]


def suggest(language: str, rng: random.Random) -> str:
    """A name from the museum's cases, such as « Céladon serein » or 青瓷小鹤."""
    words = rng.choice(SUGGESTED[language])
    return rng.choice(words.first.split()) + words.between + rng.choice(words.second.split())


def stand_in(language: str, player_id: int) -> str:
    """What a player is called where the own name is not shown: by the random number got at joining.

    It has four digits behind it, as hardly any name has that somebody else took from the cases.
    """
    cases = _cases(language)
    return f"{cases[player_id % len(cases)]} {1_000 + player_id // len(cases) % 9_000}"


def is_suggested(name: str) -> bool:
    """Whether the name is one that `suggest` may give, in either language."""
    return name in suggestions()


@cache
def suggestions() -> frozenset[str]:
    """Every name that `suggest` may give."""
    return frozenset(name for language in SUGGESTED for name in _cases(language))


@cache
def _cases(language: str) -> tuple[str, ...]:
    return tuple(
        first + words.between + second
        for words in SUGGESTED[language]
        for first in words.first.split()
        for second in words.second.split()
    )


def _tidy(text: str) -> str:
    """`text` in Unicode's compatibility form, with single spaces and none around it."""
    spaced = text
    if not text.isascii():
        spaced = "".join(" " if unicodedata.category(c) == "Zs" else c for c in text)
    # Only spaces: a bare split() would hide the controls that are refused next.
    return " ".join(part for part in unicodedata.normalize("NFKC", spaced).split(" ") if part)


def _refuse_unseen(name: str) -> None:
    """Refuse what has no shape, a shape of its own, or marks piled over its neighbours."""
    if name.isascii() and name.isprintable():
        return  # Every printable letter of ASCII has one shape; a crowd's names mostly stop here.
    plain = BETWEEN.sub("", EMOJI.sub("", name))
    try:
        if plain.strip():
            PROFILE.enforce(plain)
    except UnicodeEncodeError:
        raise Invalid(
            _l("This nickname contains a character that cannot be shown. Please leave it out.")
        ) from None
    if BLANK.search(name):
        raise Invalid(_l("This nickname contains an invisible character. Please leave it out."))
    if _has_piled_marks(plain):
        raise Invalid(_l("This nickname has too many accents. Please use simple letters."))


def _has_piled_marks(plain: str) -> bool:
    """Languages that are written with marks keep them; three is enough for one letter."""
    marks = [unicodedata.category(letter) in ("Mn", "Me") for letter in plain]
    general = sum(unicodedata.name(letter, "").startswith("COMBINING") for letter in plain)
    run = longest = 0
    for is_mark in marks:
        run = run + 1 if is_mark else 0
        longest = max(longest, run)
    return max(general, longest) > MOST_MARKS


def _refuse_length(text: str, longest: int) -> None:
    """Refuse by the count of code points, which costs nothing."""
    if len(text) > longest:
        raise Invalid(TOO_LONG)


def _refuse_size(name: str) -> None:
    width = wcswidth(name)
    if not name or width < 1:
        raise Invalid(_l("Please write a nickname of at least one letter."))
    if width > WIDEST:
        raise Invalid(TOO_LONG)


def _refuse_numbers_and_addresses(name: str) -> None:
    if PHONE.search(name) or has_spelled_number(name):
        raise Invalid(
            _l("This looks like a telephone number. Please choose a name: everybody sees it.")
        )
    if ADDRESS.search(name):
        raise Invalid(_l("A nickname cannot be a link or an address. Please choose another one."))
    if not any(unicodedata.category(c).startswith("L") for c in name) and not EMOJI.search(name):
        raise Invalid(_l("Please write at least one letter: digits and signs alone are no name."))


def _is_one_alphabet(name: str) -> bool:
    """Latin and Chinese may stand together; Latin and Cyrillic or Greek may not."""
    if name.isascii():
        return True
    scripts = {script_of(letter) for letter in EMOJI.sub("", name)} - {"Common", "Inherited"}
    return len(scripts) <= 1 or any(scripts <= allowed for allowed in TOGETHER)


def _with_suffix(name: str, suffix: str) -> str:
    """`name` and `suffix`, the former cut where both are too wide together."""
    while wcswidth(name) + len(suffix) > WIDEST or len(name) + len(suffix) > NICKNAME:
        name = name[:-1].rstrip(f" {ZWJ}")
    return name + suffix
