"""What people call our columns in the heads of their sheets."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from quiz.bank.formats.columns import EXPLANATION, IMAGE_ALT, KNOWN, OBJECT, language_of
from quiz.bank.formats.decoding import is_hanzi
from quiz.i18n.folding import without_accents

CLOSE = 0.86
LONGEST = 120
REMARK = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*\**\s*$")

# What a head is called in French, Chinese and English, without its language; folded by `_fold`.
NAMES: dict[str, tuple[str, ...]] = {
    "kind": (
        *("type", "type de question", "genre", "nature", "kind", "question type"),
        *("题型", "类型", "题目类型", "试题类型", "种类"),
    ),
    "prompt": (
        *("question", "énoncé", "intitulé", "texte de la question", "prompt", "question text"),
        *("题目", "问题", "题干", "试题", "题目内容", "题面", "试题内容"),
    ),
    "correct": (
        *("bonne réponse", "bonnes réponses", "réponse correcte", "réponses correctes"),
        *("réponse juste", "réponses justes", "solution", "correct", "correct answer"),
        *(
            "réponse",
            "answer",
            "correct answers",
            "right answer",
            "right answers",
            "réponse attendue",
            "corrigé",
        ),
        *("formes acceptées", "réponses acceptées", "nombre attendu", "bon choix", "bons choix"),
        *("正确答案", "答案", "标准答案", "参考答案", "正确选项", "正答"),
    ),
    "tolerance": (
        *("tolérance", "tolerance", "marge", "marge d'erreur", "écart", "écart toléré"),
        *("误差", "允许误差", "误差范围", "容差", "容许误差"),
    ),
    "seconds": (
        *("secondes", "seconds", "durée", "temps", "durée en secondes", "temps en secondes"),
        *("durée (s)", "temps (s)", "time", "time limit", "délai"),
        *("秒", "秒数", "时间", "时长", "答题时间", "限时", "时间（秒）", "时长（秒）"),
        *("作答时间", "答题秒数"),
    ),
    "weight": (
        *("poids", "coefficient", "coef", "coeff", "pondération", "weight"),
        *("权重", "系数", "分值权重", "倍数"),
    ),
    EXPLANATION: (
        *("explication", "explications", "commentaire", "explanation"),
        *("解析", "解释", "说明", "答案解析", "讲解", "题目解析"),
    ),
    OBJECT: ("objet", "œuvre", "titre de l'objet", "object", "文物", "展品", "藏品", "作品"),
    "maker": (
        *("auteur", "artiste", "fabricant", "créateur", "maker", "artist"),
        *("作者", "制作者", "艺术家", "创作者"),
    ),
    "date": ("date", "datation", "époque", "日期", "年代", "时代", "时期"),
    "inventory_no": (
        *("numéro d'inventaire", "n° d'inventaire", "no d'inventaire", "inventaire", "cote"),
        *("n° inventaire", "num inventaire", "inventory no", "inventory number"),
        *("编号", "藏品编号", "馆藏编号", "文物编号", "藏品号", "登记号"),
    ),
    "credit": (
        "crédit",
        "mention",
        "provenance",
        "credit",
        "credit line",
        "来源说明",
        "致谢",
        "署名",
    ),
    "rights": ("droits", "licence", "rights", "license", "版权", "权利", "许可"),
    "source_url": (
        *("source", "lien", "url", "adresse", "source url", "lien source"),
        *("来源", "链接", "网址", "出处", "来源链接"),
    ),
    "image": ("image", "photo", "fichier image", "picture", "图片", "图像", "照片"),
    IMAGE_ALT: (
        *("description de l'image", "texte alternatif", "alt", "image alt", "légende"),
        *("图片说明", "图片描述", "替代文字", "图像说明"),
    ),
    "tags": (
        *("étiquettes", "tags", "mots-clés", "mots clés", "thème", "thèmes", "keywords", "tag"),
        *("标签", "关键词", "分类", "主题"),
    ),
    "place": (
        *("lieu", "lieu de création", "lieu de fabrication", "provenance géographique"),
        *("place", "place of origin", "产地", "地点", "出产地"),
    ),
    "material": (
        *("matière", "matériau", "matériaux", "matières", "technique", "material", "medium"),
        *("材质", "材料", "质地", "技法"),
    ),
    "institution": (
        "musée",
        "institution",
        "conservé à",
        "museum",
        "收藏机构",
        "馆藏机构",
        "博物馆",
    ),
    "manifest": ("manifeste", "manifeste iiif", "iiif", "manifest", "清单地址", "IIIF清单"),
    "object_picture": (
        *("photo de l'objet", "image de l'objet", "object picture"),
        *("藏品图片", "文物图片", "藏品照片"),
    ),
    "may_be_negative": (
        *("peut être négatif", "may be negative", "négatif possible", "可为负数", "可能为负"),
    ),
    "id": ("id", "identifiant", "题号id", "题目id", "识别号"),
    "version": ("version", "版本"),
}
PLAIN_HEADS = tuple(column for column in KNOWN if column in NAMES)
CHOICE = (
    "choix",
    "réponse",
    "rép",
    "option",
    "proposition",
    "choice",
    "answer",
    "选项",
    "选择",
    "答案选项",
)
# How a head says which language it is for.
IN = {
    "fr": ("fr", "french", "français", "francais", "en français", "法", "法语", "法文"),
    "zh": (
        *("zh", "cn", "zh cn", "zh hans", "chinese", "chinois", "en chinois", "ch", "zho"),
        *("中", "中文", "汉语", "汉", "简体", "简体中文"),
    ),
}
# What stands in brackets after a head in one language, for the other.
MARKS = {
    "fr": {"fr": " (français)", "zh": " (chinois)"},
    "zh": {"fr": "（法语）", "zh": "（中文）"},
}
LETTERS = "abcdef"
NUMERALS = "一二三四五六"


def column_of(word: str) -> str:
    """Our column for what a head says; empty if it is none of ours.

    What it says besides, in brackets or on a line of its own, is left out.
    """
    if len(word) > LONGEST:
        return ""
    known = _columns()
    line = word.strip().partition("\n")[0]
    ways = (word, line, REMARK.sub("", line))
    return next((known[folded] for way in ways if (folded := _fold(way)) in known), "")


def head_word(column: str, language: str) -> str:
    """What a sheet for people of that language calls a column, so that `column_of` gives it back.

    The column's own name, where nobody calls it otherwise.
    """
    own = language_of(column)
    names = _names(column.removesuffix(f"_{own}") if own else column)
    is_chinese = language == "zh"
    # A French name counts by figures, though people also count by Chinese ones.
    word = next((n for n in names if [*map(is_hanzi, n[:1] + n[-1:])] == [is_chinese] * 2), "")
    word = word or next((n for n in names if is_hanzi(n[0]) == is_chinese), "")
    if not word:
        return column
    head = f"{word}{MARKS[language][own]}" if own else word
    head = head.replace(" ", "") if is_chinese else head[0].upper() + head[1:]
    return head if column_of(head) == column else column


def close_column(word: str) -> str:
    """Our column that a head was probably meant to name; empty if none is that close."""
    folded, plain = _fold(word[:LONGEST]), _plain_names()
    close = get_close_matches(folded, plain, 1, CLOSE) if len(folded) in range(5, 40) else []
    return plain[close[0]] if close else ""


@cache
def _columns() -> dict[str, str]:
    """Every way to write a head, folded, with its column."""
    ways: dict[str, str] = {}
    for column in KNOWN:
        for way in _ways(column):
            ways.setdefault(_fold(way), column)
    return ways


@cache
def _plain_names() -> dict[str, str]:
    """The names of our columns themselves, and of those that have one language, folded."""
    own = {_fold(column): column for column in KNOWN}
    return own | {_fold(name): column for column in PLAIN_HEADS for name in NAMES[column]}


def _ways(column: str) -> Iterator[str]:
    yield column
    if (choice := re.fullmatch(r"choice(\d)_(\w+)", column)) is not None:
        # A letter alone is a choice only where its language stands beside it.
        yield from (f"{LETTERS[int(choice[1]) - 1]} {mark}" for mark in IN[choice[2]])
    language = language_of(column)
    stem = column.removesuffix(f"_{language}") if language else column
    for name in (stem, *_names(stem)):
        # Without a mark, a Chinese word heads a Chinese column, and any other a French one.
        if not language or language == ("zh" if any(map(is_hanzi, name)) else "fr"):
            yield name
        for mark in IN.get(language, ()):
            yield f"{name} {mark}"
            yield f"{mark} {name}"


def _names(stem: str) -> Iterator[str]:
    number = re.fullmatch(r"choice(\d)", stem)
    if number is None:
        yield from NAMES.get(stem, ())
        return
    place = int(number[1]) - 1
    for name in CHOICE:
        for mark in (number[1], LETTERS[place], NUMERALS[place]):
            yield f"{name} {mark}"


def _fold(word: str) -> str:
    """A head without capitals, accents and signs: « Réponse n° 1 (fr) » is `reponse 1 fr`."""
    plain = without_accents(unicodedata.normalize("NFKC", word).casefold()).replace("œ", "oe")
    plain = re.sub(r"\bn[°o]\s*(?=\d)", "", plain)
    return "".join(letter for letter in plain if letter.isalnum())
