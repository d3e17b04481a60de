"""Whole numbers written in words: Chinese numerals, and French words for them. Pure."""

import re

ZEROS = "〇零"
DIGITS = {sign: number for number, sign in enumerate("一二三四五六七八九", 1)}
SMALL = {"十": 10, "百": 100, "千": 1_000}
LARGE = {"万": 10_000, "亿": 100_000_000}
# What stands for another numeral: in a bank's hand, in speech, or drawn like it.
SPELLINGS = str.maketrans(
    "壹贰叁肆伍陆柒捌玖拾佰仟两俩貳參陸萬億兩○幺弌弍弎",
    "一二三四五六七八九十百千二二二三六万亿二〇一一二三",
)
LONG = {"廿": "二十", "卅": "三十", "卌": "四十"}
NUMERAL = re.compile(f"[{''.join((ZEROS, *DIGITS, *SMALL, *LARGE))}]+")
LONGEST = 40


def chinese_wholes(text: str) -> tuple[int, ...]:
    """What Chinese numerals, digits among them or not, may mean; the usual reading first.

    三百五 is 350 to most and 305 to some: both are given. Nothing is given for 五六 or 三四百,
    which are no numbers but guesses at one.
    """
    plain = text.translate(SPELLINGS)
    for sign, numerals in LONG.items():
        plain = plain.replace(sign, numerals)
    if not plain or len(plain) > LONGEST:
        return ()
    if plain.isascii() and plain.isdecimal():
        return (int(plain),)
    if all(sign in ZEROS or sign in DIGITS for sign in plain):
        return _digit_by_digit(plain)
    exact = _value(plain)
    if exact is None:
        return ()
    short = _short_value(plain)
    return (exact,) if short is None else (short, exact)


def chinese_whole(text: str) -> int | None:
    """What Chinese numerals mean in a name, digit by digit or in full; None if they mean none."""
    plain = text.translate(SPELLINGS)
    if all(sign in DIGITS for sign in plain) and len(plain) == 2:
        return 10 * DIGITS[plain[0]] + DIGITS[plain[1]]
    found = chinese_wholes(text)
    return found[-1] if found else None


def _digit_by_digit(plain: str) -> tuple[int, ...]:
    if len(plain) == 2 and not set(plain) & set(ZEROS):
        return ()
    return (int("".join("0" if sign in ZEROS else str(DIGITS[sign]) for sign in plain)),)


def _value(plain: str) -> int | None:
    """The number as it is written in full: 一千八百五十二, 3万5000, 一亿零三百."""
    for sign, worth in sorted(LARGE.items(), key=lambda pair: -pair[1]):
        before, found, after = plain.rpartition(sign) if sign == "亿" else plain.partition(sign)
        if found:
            high = 1 if not before else _value(before)
            low = 0 if not after else _value(after.lstrip(ZEROS) if after.strip(ZEROS) else "x")
            is_whole = high is not None and low is not None and low < worth
            return high * worth + low if is_whole else None  # type: ignore[operator]
    return _below_ten_thousand(plain)


def _below_ten_thousand(plain: str) -> int | None:
    total, least, rest = 0, 10_000, plain
    while rest:
        found = re.match(f"([{ZEROS}]?)([0-9]{{1,4}}|[{''.join(DIGITS)}]?)([十百千]?)", rest)
        zero, digits, sign = found.groups() if found else ("", "", "")
        if not digits and not sign:
            return None
        worth = SMALL.get(sign, 1)
        # Units fall from left to right; a ten alone stands for one ten, at the beginning only.
        if worth >= least or (not digits and total and worth != 10):
            return None
        if zero and not total:
            return None
        total += (1 if not digits else DIGITS.get(digits) or int(digits)) * worth
        least, rest = worth, rest[found.end() :]  # type: ignore[union-attr]
    return total


def _short_value(plain: str) -> int | None:
    """What is meant where the last unit is left out: 三百五 is 350, 3万2 is 32,000."""
    found = re.fullmatch(rf"(.*([百千万亿]))([{''.join(DIGITS)}1-9])", plain)
    if found is None or set(found[1][:-1]) & set(ZEROS):
        return None
    unit = SMALL.get(found[2]) or LARGE[found[2]]
    high = _value(found[1])
    digit = DIGITS.get(found[3]) or int(found[3])
    return None if high is None else high + digit * unit // 10
