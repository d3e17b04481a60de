"""What number a person may have written, in figures or in words; several where one is not certain.

Pure. A reading is a plain decimal, `1852` or `-3.5`. The rules look at the text and at the language
of its page only: French writes a comma before decimals, Chinese a point, and either may be typed
for the other. What fits no rule has no reading: nothing is left out to make a number of it, least
of all a word that says that it is none, as in « environ 300 », 三百多 or « une centaine ».
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from quiz.i18n.folding import without_accents
from quiz.i18n.french_numerals import GROUPS, THOUSANDS, french_whole
from quiz.i18n.numerals import DIGITS, SPELLINGS, chinese_wholes
from quiz.i18n.signs import WAVES, plain_signs
from quiz.i18n.tables import simplified

DECIMAL_MARKS = {"fr": ",", "zh": "."}
LONGEST = 80
MOST_POWER = 12
# A raised figure, be it a power or the mark of a note.
RAISED = "\u2303"
# Before the decimals of a half or a quarter that is one sign.
HALVED = "\ue000"
HALF = re.compile(rf"([0-9]*){HALVED}([0-9]+)")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+")
SUBSCRIPTS = re.compile("[₀-₉]")
VULGAR = re.compile("[¼-¾⅐-⅞↉]")
TEN = re.compile(r"\s*[·×*]\s*10(?=[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺^])")
MEGA = re.compile(r"(?<=[0-9])\s*M(?!\w)")

AROUND = f"{WAVES}!?\u2026\u3002.\u3001,;:\u00b7'\"\u00ab\u00bb\u201c\u201d\u300a\u300b= "
# At its beginning a point or a comma stands before decimals, and a wave before a guess.
BEFORE_IT = "".join(sign for sign in AROUND if sign not in f".,\u3002\u00b7{WAVES}")
# What says no more than that it is a year of our era.
BEFORE = re.compile(r"(?:(?:en )?l'an|en|公元(?!前)|西元(?!前))\s*")
AFTER = re.compile(r"\s*(?:ap(?:res|r)?\.?\s*(?:j\.?[\s-]*c\.?|jesus[\s-]christ)|de notre ere)")
OLD_BEFORE = re.compile(r"(?:公元前|西元前|纪元前|前)\s*")
OLD_AFTER = re.compile(
    r"\s*(?:av(?:ant|\.)?\s*(?:j\.?[\s-]*c\.?|jesus[\s-]christ|notre ere)|b\.?c\.?(?:e\.?)?)"
)
# « 2 millions d’euros »
OF = re.compile(r"\s*(?:\bde|\bd')$")
MINUS = re.compile(r"(?:-|moins |minus |负)\s*")
FIGURES = re.compile(r"[.,]?[0-9](?:[0-9 .,'\u00b7\u3002]*[0-9])?")
SPACED = {
    "fr": re.compile(r"[0-9]{1,3}(?:[ '][0-9]{3})+"),
    # In Chinese, figures are also grouped by myriads.
    "zh": re.compile(r"[0-9]{1,3}(?:[ '][0-9]{3})+|[0-9]{1,4}(?: [0-9]{4})+"),
}
POWER = re.compile(rf"([{RAISED}^])([+-]?[0-9]{{1,2}})")
SCIENTIFIC = re.compile(rf"(?:\s*x\s*10[{RAISED}^]|e)([+-]?[0-9]{{1,2}})")
TIMES: dict[str, int] = {
    f"{name}{s}": worth for name, worth in (THOUSANDS | GROUPS).items() for s in ("", "s")
}
TIMES |= {"k": 1_000, "mega": 10**6, "md": 10**9, "mds": 10**9}
TIMES |= {"百": 100, "千": 1_000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7}
TIMES |= {"亿": 10**8, "万亿": 10**12}
SIGNS = (
    "€ $ £ ¥ % ° °c m dm cm mm km g kg mg t l dl cl ml ha h min s m^2 dm^2 cm^2 mm^2 km^2 m^3 dm^3"
)
WORDS = (
    "euro dollar yuan metre centimetre millimetre kilometre gramme kilo kilogramme tonne litre an "
    "annee jour mois semaine heure minute seconde siecle degre fois personne homme femme enfant "
    "visiteur piece objet oeuvre tableau statue soldat salle page etage"
)
CHINESE = (
    "元 欧元 美元 英镑 人民币 块 块钱 年 岁 周岁 月 个月 日 天 号 周 星期 小时 时 分 分钟 秒 世纪 "
    "米 分米 厘米 毫米 公分 千米 公里 里 尺 寸 丈 平方米 立方米 平方公里 克 千克 公斤 斤 毫克 吨 "
    "升 毫升 度 摄氏度 个 件 位 人 个人 名 座 尊 幅 张 条 只 匹 把 口 间 层 本 册 卷 页 枚 颗 粒 "
    "片 头 棵 辆 艘 次 遍 倍 代 种 套 组 对 双"
)
# After a number with one of them there is nothing more to it than the number; M may be metres.
UNITS = {*SIGNS.split(), *CHINESE.split(), "", "cm^3", "eur", "tableaux", "mega"}
UNITS |= {f"{word}{s}" for word in WORDS.split() for s in ("", "s")}


def readings(text: str, language: str) -> tuple[str, ...]:
    """The plain decimals that `text` may mean, the likeliest first; none if it is no number."""
    if text.isascii() and text.isdecimal():
        return (plain_decimal(Decimal(text)),)
    if len(text) > LONGEST:
        return ()
    body = _plain(text)
    old = bool(found := OLD_BEFORE.match(body) or _at_end(OLD_AFTER, body))
    body = _without(body, found)
    body = _without(body, BEFORE.match(body) or _at_end(AFTER, body))
    minus = MINUS.match(body)
    bare = _without(body, minus).removeprefix("+").strip()
    found_values = list(dict.fromkeys(_values(bare, language)))
    if minus is not None:
        found_values = [-value for value in found_values]
    if old:
        # A year before our era is written with a minus by some, and without by others.
        found_values = [signed for value in found_values for signed in (-value, value)]
    return tuple(dict.fromkeys(plain_decimal(value) for value in found_values if value.is_finite()))


def plain_decimal(value: Decimal) -> str:
    """The one spelling of a number: no zero that says nothing, no minus before zero."""
    number = value.normalize()
    return format(number, "f") if number else "0"


def _plain(text: str) -> str:
    """Signs as `i18n.signs` has them, raised figures marked, small letters without accents."""
    lowered = SUBSCRIPTS.sub("_", RUN.sub(_raised, TEN.sub("x10", text)))
    whole = VULGAR.sub(_decimals, MEGA.sub("mega", lowered))
    signs = without_accents(simplified(plain_signs(plain_signs(whole).casefold())))
    figures = "".join(
        sign if sign.isascii() else str(unicodedata.decimal(sign, sign)) for sign in signs
    )
    spaced = " ".join(figures.replace("\u0153", "oe").split())
    return spaced.lstrip(BEFORE_IT).rstrip(AROUND)


def _raised(found: re.Match[str]) -> str:
    return RAISED + found[0].translate(SUPERSCRIPTS)


def _decimals(found: re.Match[str]) -> str:
    """A half as the decimals of the number before it; what has no end is no number."""
    value = Fraction(unicodedata.numeric(found[0])).limit_denominator(10)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{HALVED}{str(exact)[2:]}" if Fraction(exact) == value else "_"


def _at_end(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next((m for m in pattern.finditer(text) if m.end() == len(text)), None)


def _without(text: str, found: re.Match[str] | None) -> str:
    return text if found is None else (text[: found.start()] + text[found.end() :]).strip()


def _values(body: str, language: str) -> Iterator[Decimal]:
    """Every way to take `body` for a number and a unit."""
    body = body.lstrip("€$£¥ ")
    for cut in range(len(body), 0, -1):
        unit = body[cut:].strip().replace(RAISED, "^")
        if unit in UNITS:
            amount = OF.sub("", body[:cut].strip()) if unit else body
            yield from _amounts(amount, language)


def _amounts(amount: str, language: str) -> Iterator[Decimal]:
    """A number in figures, times what stands after it; or one in words."""
    if found := FIGURES.match(amount):
        rest = amount[found.end() :].strip()
        for value in _figures(found[0], language):
            yield from _powers(value, rest)
        if rest in TIMES:
            yield from (value * TIMES[rest] for value in _figures(found[0], language))
    if halved := HALF.fullmatch(amount):
        yield Decimal(f"{halved[1] or 0}.{halved[2]}")
    yield from _in_words(amount)


def _powers(value: Decimal, rest: str) -> Iterator[Decimal]:
    if not rest:
        yield value
    elif found := SCIENTIFIC.fullmatch(rest):
        if abs(int(found[1])) <= MOST_POWER:
            yield value.scaleb(int(found[1]))
    elif (found := POWER.fullmatch(rest)) and abs(int(found[2])) <= MOST_POWER:
        yield value ** int(found[2])
        if found[1] == RAISED:
            # It may be the number of a note as well.
            yield value


def _figures(figures: str, language: str) -> Iterator[Decimal]:
    """Figures with their marks: groups of three, or decimals, or either."""
    text = figures.replace("\u00b7", ".").replace("\u3002", ".")
    whole, mark, part = _last_mark(text)
    if not mark:
        yield from _whole(text, language)
    elif text.count(mark) > 1 or any(other in whole for other in ",." if other != mark):
        yield from _mixed(text, whole, mark, part)
    else:
        groups = len(part) == 3 and re.fullmatch("[1-9][0-9]{0,2}", whole) is not None
        by_myriads = len(part) == 4 and re.fullmatch("[1-9][0-9]{0,3}", whole) is not None
        if language == "fr" and groups:
            yield from (Decimal(whole + part), Decimal(f"{whole}.{part}"))
        elif language == "zh" and mark == "," and groups:
            yield Decimal(whole + part)
        else:
            if language == "zh" and mark == "," and by_myriads:
                yield Decimal(whole + part)
            yield from (_joined(value, part) for value in _whole(whole or "0", language))


def _last_mark(text: str) -> tuple[str, str, str]:
    place = max(text.rfind(","), text.rfind("."))
    return (text, "", "") if place < 0 else (text[:place], text[place], text[place + 1 :])


def _mixed(text: str, whole: str, mark: str, part: str) -> Iterator[Decimal]:
    """Marks of both kinds, or several of one: then they can be read in one way only."""
    other = "." if mark == "," else ","
    if text.count(mark) > 1:
        if re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:\{mark}[0-9]{{3}})+", text):
            yield Decimal(text.replace(mark, ""))
    elif part.isdecimal() and re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:\{other}[0-9]{{3}})+", whole):
        yield Decimal(whole.replace(other, "") + "." + part)


def _whole(text: str, language: str) -> Iterator[Decimal]:
    if text.isdecimal():
        yield Decimal(text)
    elif SPACED[language].fullmatch(text):
        yield Decimal(text.replace(" ", "").replace("'", ""))


def _joined(value: Decimal, part: str) -> Decimal:
    return Decimal(f"{value:f}.{part}") if part.isdecimal() else Decimal("NaN")


def _in_words(amount: str) -> Iterator[Decimal]:
    """Chinese numerals, with 点 before decimals; French words."""
    if amount.isascii() and amount[:1].isdigit():
        return
    whole, point, part = amount.partition("点")
    if point:
        digits = "".join(
            str(DIGITS.get(sign, 0 if sign in "零〇" else "")) for sign in part.translate(SPELLINGS)
        )
        if len(digits) == len(part) > 0:
            yield from (Decimal(f"{value}.{digits}") for value in chinese_wholes(whole))
        return
    yield from map(Decimal, chinese_wholes(amount))
    words = amount.split(" ")
    if len(words) > 1 and words[-1].removesuffix("s") in GROUPS:
        many = french_whole(" ".join(words[:-1]))
        if many is not None:
            yield Decimal(many * GROUPS[words[-1].removesuffix("s")])
    elif (value := french_whole(amount)) is not None:
        yield Decimal(value)
