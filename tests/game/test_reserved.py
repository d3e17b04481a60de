"""Names that would speak for the museum are refused; all others are somebody's own."""

import pytest

from quiz.errors import Invalid
from quiz.game.nicknames import check_nickname, suggestions
from quiz.game.reserved import is_reserved, refuse_reserved

NAMES = ("Nuit des porcelaines", "瓷器之夜", "Musée Cernuschi", "陶瓷博物馆")


@pytest.mark.parametrize(
    "name",
    [
        *("Admin", "ADMIN", "4dm1n", "аԁміп", "@dmin", "a d m i n", "Admin 2", "l’Animatrice"),
        *(
            "Céladon officiel",
            "Compte Officiel",
            "Modérateur",
            "Hôte",
            "Staff",
            "Musée",
            "Le Musée",
        ),
        *("官方", "官方帳號", "管理员小王", "主持人", "博物馆", "客服01", "主播"),
        *(
            "Musée Cernuschi",
            "musee cernuschi 2",
            "Nuit des porcelaines",
            "陶瓷博物馆小编",
        ),
        "瓷器之夜",
    ],
)
def test_what_sounds_like_the_museum_is_refused(name: str) -> None:
    assert is_reserved(name, NAMES)
    with pytest.raises(Invalid, match="kept for the museum"):
        refuse_reserved(check_nickname(name), NAMES)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Ming",
            "Zoé",
            "Musée rêveur",
            "Hostel",
            "Staffan",
            "Administrée",
            "Porcelaine",
        ),
        *(
            "我爱博物馆",
            "小官",
            "青瓷小鹤",
            "陶瓷控",
            "夜",
            "Joueur 12",
            "Victoria",
            "Systématique",
        ),
    ],
)
def test_other_names_are_anybodys(name: str) -> None:
    assert not is_reserved(name, NAMES)


def test_what_we_suggest_is_never_refused() -> None:
    for name in suggestions():
        refuse_reserved(check_nickname(name), (*NAMES, name))


def test_a_short_title_keeps_its_own_name_only() -> None:
    names = ("Test", "测试")
    kept = [name for name in ("Test", "Test 2", "测试", "小测试") if is_reserved(name, names)]
    assert kept == ["Test", "测试"]
