"""Files that other programs wrote, for journeys: a Kahoot in two languages, a Moodle quiz."""

from base64 import b64encode

from tests.bank.formats.workbooks import make_kahoot
from tests.pictures.drawings import draw, encoded

# The second has a choice twice in French, the third no words in Chinese.
FRENCH_KAHOOT = make_kahoot(
    ("Quel est le plus vieux ?", "le vase", "le bol", "la coupe", "", 20, 1),
    ("Lesquels sont verts ?", "le vase", "le vase", "la coupe", "l’assiette", 30, "1,3"),
    ("Lequel est bleu ?", "le vase", "le bol", "", "", 30, 1),
)
CHINESE_KAHOOT = make_kahoot(
    ("哪一件最古老？", "花瓶", "碗", "杯", "", 20, 1),
    ("哪些是青色的？", "花瓶", "碗", "杯", "盘", 30, "1,3"),
    ("", "花瓶", "碗", "", "", 30, 1),
)


def moodle_quiz() -> bytes:
    """A question in both languages with a picture, and one that has no counterpart."""
    picture = b64encode(encoded(draw(120, 80), "PNG")).decode()
    image = f'<img src="@@PLUGINFILE@@/vase.png" alt="{both("un carré", "方形")}">'
    words = f"<text><![CDATA[{both('De quelle couleur ?', '什么颜色？')}{image}]]></text>"
    file = f'<file name="vase.png" encoding="base64">{picture}</file>'
    choices = "".join(
        f"<answer fraction='{weight}'><text>{both(fr, zh)}</text></answer>"
        for weight, fr, zh in ((100, "rouge et vert", "红和绿"), (0, "bleu", "蓝"))
    )
    asked = f"<questiontext format='html'>{words}{file}</questiontext><single>true</single>"
    essay = "<question type='essay'><questiontext><text>Expliquez.</text></questiontext></question>"
    return f"<quiz><question type='multichoice'>{asked}{choices}</question>{essay}</quiz>".encode()


def both(fr: str, zh: str) -> str:
    """One text in two languages, as Moodle's filter writes it."""
    return f"{{mlang fr}}{fr}{{mlang}}{{mlang zh}}{zh}{{mlang}}"
