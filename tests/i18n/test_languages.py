import pytest

from quiz.i18n.languages import negotiate, spoken_by


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("zh", "zh"),
        ("zh-CN", "zh"),
        ("zh-TW", "zh"),
        ("zh-Hans-CN", "zh"),
        ("ZH_cn", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8,fr;q=0.7", "zh"),
        ("en-GB,en;q=0.9,fr;q=0.3,zh;q=0.2", "fr"),
        ("fr;q=0.4, zh-TW;q=0.8", "zh"),
        ("fr;q=0, zh;q=0.1", "zh"),
        ("de,en", None),
        ("*", None),
        ("fro", None),
        ("fr;q=nan", None),
        ("fr;q=2", None),
        ("fr;q=x", None),
        (",;=,", None),
        ("", None),
        (None, None),
    ],
)
def test_the_best_liked_language_of_ours_is_found(header: str | None, language: str) -> None:
    assert negotiate(header) == language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "C"}, None),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": ""}, "fr"),
        ({"LANG": "C.UTF-8"}, None),
        ({}, None),
    ],
)
def test_a_terminal_speaks_its_own_language(
    environment: dict[str, str], language: str | None
) -> None:
    assert spoken_by(environment) == language
