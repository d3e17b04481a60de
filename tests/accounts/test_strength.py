"""Which passwords others would guess: pure, but for the filter."""

import random
import string

import pytest

from quiz.accounts.strength import (
    BITS,
    Weakness,
    common_passwords,
    fold_leet,
    is_common,
    names_in,
    weakness,
)
from quiz.bounds import KIB
from tests.tables.passwords import OURS

ABOUT = (
    "Anne Durand",
    "curator@museum.example",
    "Admin",
    "Trésors du Musée Guimet",
    "陶瓷博物馆之夜",
)


@pytest.mark.parametrize(
    "password",
    [
        *("password", "PassWord1", "motdepasse", "woaini1314", "qwerty12345", "12345678a"),
        *("P@ssword", "qazwsxedc", "14031987", "azertyuiop", "administrateur"),
    ],
)
def test_what_others_try_first_is_refused(password: str) -> None:
    assert weakness(password, ABOUT) is Weakness.COMMON


@pytest.mark.parametrize(
    "password",
    [
        *("anneadmin1", "Céladon2026!", "Museum2026!", "durand99", "Curator!!", "AnneDurand1990"),
        *("Gu1met2026", "tresors-2026", "陶瓷博物馆2026", "博物馆博物馆博物馆", "c3lad0n!"),
    ],
)
def test_names_that_others_know_count_as_one_sign(password: str) -> None:
    assert weakness(password, ABOUT) is Weakness.NAMES


@pytest.mark.parametrize(
    "password",
    [
        *("Passw0rd!", "P@ssw0rd2024", "doudou2020", "5201314a", "iloveyou520", "Passw0rd!1990"),
        *("xyxyxyxyxyxy", "ababababab", "abcdefgh4321", "aaaabbbb1", "1990-05-12a", "12.05.1990"),
        *("qsdfghjk1", "wxcvbn2024", "83910274", "青青青青青青青青", "a" * 128),
    ],
)
def test_words_dates_runs_and_repeats_count_as_one_sign(password: str) -> None:
    assert weakness(password, ABOUT) is Weakness.PATTERN


@pytest.mark.parametrize(
    "password",
    [
        *("six small grey bowls", "vingt-deux hérons", "Durand traverse la cour", "k3vX9q2w"),
        *("雨过天青云破处这般", "deux tortues violettes", "correct horse battery staple"),
        *("4417 écureuils polis", "🦢🦢 sous le pont", "xq7-Vw2k"),
    ],
)
def test_what_nobody_would_guess_is_taken(password: str) -> None:
    assert weakness(password, ABOUT) is None


def test_random_passwords_are_taken(rng: random.Random) -> None:
    signs = string.ascii_letters + string.digits
    tries = ["".join(rng.choices(signs, k=10)) for _ in range(500)]

    assert sum(weakness(word, ABOUT) is not None for word in tries) <= len(tries) // 100


def test_the_filter_holds_what_it_was_made_from_and_little_else(rng: random.Random) -> None:
    assert len(common_passwords()) == BITS // 8 == 256 * KIB
    ours = OURS.read_text("utf-8").split()
    assert ours == sorted({fold_leet(word) for word in ours})
    assert all(is_common(word) for word in (*ours, "123456", "soleil", "5201314", "zzzxxx"))
    others = ["".join(rng.choices(string.ascii_lowercase, k=14)) for _ in range(20_000)]
    assert sum(is_common(word) for word in others) <= 5


def test_names_are_words_and_in_chinese_every_part() -> None:
    assert names_in(("Léa d'Arc_21",)) == {"lea", "arc"}
    assert names_in(("陶瓷馆",)) == {"陶瓷", "瓷馆", "陶瓷馆"}
