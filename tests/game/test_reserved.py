"""Names that would speak for the museum are refused; all others are somebody's own."""

import pytest

from quiz.errors import Invalid
from quiz.game.nicknames import check_nickname, suggestions
from quiz.game.reserved import is_reserved, refuse_reserved
from tests.game.own_names import ASIAN, CODES, GUIMET, MODERN, VICTORIA

PARTS = {
    VICTORIA: (
        *("Musée V&A", "Equipe V&A", "V&A", "v & a", "Ｖ＆Ａ", "V+A", "V and A", "Au cœur du V&A"),
        *("走进V&A", "V&A官号", "Victoria and Albert", "Victoria & Albert", "Victoria-Albert 2"),
        *("victoriaandalbert", "VictoriaAlbert", "V1ctoria Albert", "Le grand quiz", "LeGrandQuiz"),
        *(
            "legrandquiz",
            "grand quiz 2",
            "维多利亚与艾尔伯特",
            "维多利亚艾尔伯特",
            "艾尔伯特博物馆",
        ),
        *("Team Victoria", "Albert Museum", "维多利亚团队", "团队维多利亚", "維多利亞團隊"),
    ),
    GUIMET: (
        *(
            "L'équipe du Guimet",
            "L’Équipe de Guimet",
            "equipe guimet",
            "Guimet Team",
            "Guimet_team",
        ),
        *(
            "Le musée du Guimet",
            "museum guimet",
            "吉美团队",
            "吉美的小编",
            "Guimet官号",
            "吉美美术馆",
        ),
        *("G U I M E T team", "Team GUIMET 2", "La boutique Guimet", "équipe 吉美"),
    ),
    ASIAN: (
        *(
            "MNAAG",
            "mnaag 2",
            "Team MNAAG",
            "Arts asiatiques",
            "Musée national",
            "亚洲艺术",
            "亚洲團隊",
        ),
    ),
    MODERN: ("LaM", "LAM", "Le LaM", "Équipe Jean-Pierre", "Jean-Pierre Pérot", "佩罗团队"),
}
PEOPLE = {
    VICTORIA: (
        *(
            "Victoria",
            "Albert",
            "Victoria 2",
            "Albert le Grand",
            "维多利亚",
            "艾尔伯特",
            "VA",
            "Eva A",
        ),
        *("Quizzeuse", "Grand-mère", "Le grand Albert", "Ava & Léo", "V. A.", "Vanda", "Léa & Zoé"),
    ),
    GUIMET: (
        "Guimet",
        "Émile Guimet",
        "吉美",
        "我爱吉美",
        "小美团队",
        "Team Rocket",
        "Cœur de lion",
    ),
    ASIAN: (
        "Tablette",
        "Artiste",
        "Nationale 7",
        "亚洲",
        "我爱艺术",
        "Essai",
        "Team Paris",
        "Léa 2026",
    ),
    MODERN: (
        "Lam",
        "Lam Nguyên",
        "Jean-Pierre",
        "Jean Pierre",
        "Pérot",
        "Soirée pizza",
        "让",
        "皮埃尔",
    ),
}
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


@pytest.mark.parametrize(
    ("names", "name"), [(names, name) for names, all_ in PARTS.items() for name in all_]
)
def test_parts_of_the_names_together_are_the_name(names: tuple[str, ...], name: str) -> None:
    assert is_reserved(name, names)
    assert not is_reserved(name, NAMES)


@pytest.mark.parametrize(
    ("names", "name"), [(names, name) for names, all_ in PEOPLE.items() for name in all_]
)
def test_a_part_alone_may_be_a_person(names: tuple[str, ...], name: str) -> None:
    assert not is_reserved(name, names)


@pytest.mark.parametrize(
    ("name", "is_kept"),
    [
        *(
            (name, True)
            for name in ("va2021", "VA 2021", "Team VA2021", "ｖａ２０２１", "va-2021!")
        ),
        *((name, True) for name in ("essai-1", "Essai 1", "essai–1", "Team Guimet")),
        *((name, False) for name in ("Eva2021", "Eva 2021", "va20210", "Essai 12", "Essai")),
        *((name, False) for name in ("Léa 2026", "Guimet", "V")),
    ],
)
def test_a_code_of_the_event_is_its_name(name: str, is_kept: bool) -> None:
    assert is_reserved(name, NAMES, CODES) is is_kept


def test_what_we_suggest_is_never_refused() -> None:
    for name in suggestions():
        refuse_reserved(check_nickname(name), (*NAMES, name))


def test_a_short_title_keeps_its_own_name_only() -> None:
    names = ("Test", "测试")
    kept = [name for name in ("Test", "Test 2", "测试", "小测试") if is_reserved(name, names)]
    assert kept == ["Test", "测试"]
