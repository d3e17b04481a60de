"""A curator makes a bank from nothing, in one evening.

A question with a picture in less than a minute, an object from a museum's manifest, a detail by
the mouse and one by keys, a Kahoot in two languages and a Moodle quiz; two rows are mended, and
what was too much in a question's history is taken back.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import FilePayload, Page, expect
from sqlalchemy import select

from quiz.bank.models import Bank, Question, QuestionVersion
from quiz.bank.queries import draft_of
from quiz.bank.rules import Draft, picture_key
from quiz.extensions import db
from quiz.i18n.localized import LANGUAGES, Localized
from quiz.objects.models import MuseumObject
from quiz.pictures.queries import known_pictures
from tests.journeys.curator import (
    begin_hotspot,
    change,
    cite,
    drag_region,
    give_picture,
    import_it,
    make_bank,
    mend,
    press_regions,
    read_record,
    send_file,
    take,
    write_words,
)
from tests.journeys.editor import SAVE, begin, save
from tests.journeys.foreign import CHINESE_KAHOOT, FRENCH_KAHOOT, moodle_quiz
from tests.journeys.house import House, open_house
from tests.journeys.screen import Screen
from tests.journeys.words import untranslated
from tests.journeys.writing import Hand
from tests.objects.manifests import served
from tests.pictures.drawings import draw, encoded

pytestmark = pytest.mark.chromium

NAME = "Une soirée de conservateur"
MOST_S = 60
IMPORT_WIDTHS = (390, 1024, 1440)
ALT = Localized("Un vase à deux couleurs", "一件双色花瓶")
FIRST = Draft(
    kind="single",
    prompt=Localized("Quel métal donne son vert au céladon ?", "青瓷的绿色来自哪种金属？"),
    choices=(
        Localized("Le fer", "铁"),
        Localized("Le cuivre", "铜"),
        Localized("Le cobalt", "钴"),
        Localized("L’or", "金"),
    ),
    key={"right": [1]},
    image_alt=ALT,
)
SIDES = (Localized("En haut", "上方"), Localized("Au milieu", "中间"), Localized("En bas", "下方"))
DETAIL = replace(FIRST, kind="hotspot", choices=SIDES)
BY_MOUSE = replace(DETAIL, prompt=Localized("Où est le vert ?", "绿色在哪里？"), key={"right": [2]})
BY_KEYS = replace(DETAIL, prompt=Localized("Où est le rouge ?", "红色在哪里？"))
LAID = [[60, 100, 200, 200], [370, 100, 200, 200], [680, 100, 200, 200]]
PRESSED = [[60, 110, 210, 200], [360, 100, 200, 200], [680, 100, 200, 190]]
VASE: FilePayload = {"name": "vase.jpg", "mimeType": "image/jpeg", "buffer": encoded(draw())}
LARGE: FilePayload = {
    "name": "detail.png",
    "mimeType": "image/png",
    "buffer": encoded(draw(1_600, 1_200), "PNG"),
}
TAKEN = ("title-fr", "title-zh", "maker-fr", "maker-zh", "inventory_no")
OLDER = {"prompt-fr": "Quel vase est le plus ancien ?", "prompt-zh": "哪一件花瓶最古老？"}
NEWER = {"seconds": "45", "choice1-fr": "Le fer de la couverte"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house that may ask this very machine for manifests."""
    with open_house(tmp_path_factory.mktemp("curator"), QUIZ_FETCH_LOOPBACK="1") as house:
        yield house


@pytest.fixture(scope="module")
def museum() -> Iterator[str]:
    """Where the manifest is."""
    with served() as address:
        yield f"{address}/manifest.json"


def test_a_curator_makes_a_bank_from_nothing(office: Screen, house: House, museum: str) -> None:
    page = office.page
    bank = make_bank(page, NAME)
    write_in_a_minute(page, bank)
    take_an_object(office, museum)
    first, *_ = [question.id for question in questions_of(house, bank)]
    page.goto(f"/fr/admin/banks/{bank}/questions/{first}")
    cite(page, "莲瓣纹", "Fours de Longquan")
    page.goto(f"/fr/admin/banks/{bank}/questions/{first}")
    office.look("object-cited-fr")
    draw_details(office, bank)
    import_two_files(office)
    read_and_take_back(office, f"/fr/admin/banks/{bank}/questions/{first}")
    look_at_what_is_there(house, bank)


def write_in_a_minute(page: Page, bank: int) -> None:
    hand = Hand(page)
    begin(page, bank)
    hand.think()
    hand.click("[name=prompt-fr]")
    write_words(hand, FIRST)
    give_picture(hand, VASE, FIRST)
    expect(page.locator("[data-gaps] .whole")).to_have_count(2)
    hand.think()
    hand.press("Control+Enter")
    page.wait_for_url(re.compile(rf"/banks/{bank}(\?|#|$)"))
    assert hand.seconds < MOST_S, hand


def take_an_object(office: Screen, museum: str) -> None:
    page = office.page
    read_record(page, museum)
    expect(page.locator("#offer")).to_contain_text("龙泉窑")
    expect(page.locator("#offer .notice")).to_contain_text("inconnus")
    assert page.locator("#offer [name=take]:checked").count() == 0
    assert page.locator("#offer [name=take_picture]").count() == 3
    assert untranslated(page, "fr") == []
    office.look("object-offer-fr")
    take(page, TAKEN, picture=1)
    expect(page.locator("[name=maker-zh]")).to_have_value("龙泉窑")
    # Nothing was taken that nobody ticked.
    expect(page.locator("[name=place-fr]")).to_have_value("")
    page.locator(SAVE).click()
    page.wait_for_url(re.compile(r"/objects/\d+$"))
    office.look("object-fr")


def draw_details(office: Screen, bank: int) -> None:
    page = office.page
    begin_hotspot(office, bank, LARGE, BY_MOUSE)
    drag_region(page, 1)
    office.look("regions-fr")
    save(page)
    # Who only looks at it has written nothing.
    page.locator("#results tbody th a").last.click()
    expect(page.locator(".region-box")).to_have_count(3)
    assert page.evaluate("Object.keys(localStorage)") == []
    begin_hotspot(office, bank, LARGE, BY_KEYS)
    moves = (("ArrowDown", "Shift+ArrowRight"), ("ArrowLeft",), ("Shift+ArrowUp",))
    press_regions(office, moves)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"#question-\d+$"))


def import_two_files(office: Screen) -> None:
    page = office.page
    send_file(page, "zh", NAME, FRENCH_KAHOOT, CHINESE_KAHOOT)
    office.look("import-pair-zh", IMPORT_WIDTHS)
    mend(page, {"10-choice2_fr": "le bol", "11-prompt_zh": "哪一件是蓝色的？"})
    expect(page.locator(".light.green")).to_have_count(3)
    import_it(page)
    send_file(page, "fr", NAME, moodle_quiz())
    assert page.locator(".light").count() == 2
    assert page.locator("tr.red").count() == 1
    office.look("import-moodle-fr", IMPORT_WIDTHS)
    import_it(page)


def read_and_take_back(office: Screen, editor: str) -> None:
    page = office.page
    change(page, editor, OLDER)
    change(page, editor, NEWER)
    office.look("history-saved")
    for language in reversed(LANGUAGES):
        page.goto(editor.replace("/fr/", f"/{language}/"))
        page.locator("[href$='/history']").click()
        page.locator("#version-4").wait_for()
        assert untranslated(page, language) == []
        office.look(f"history-{language}")
    page.keyboard.press("Tab")
    office.walk(20)
    page.locator("[href$='/history/2']").click()
    page.locator("h1").wait_for()
    office.look("history-version")
    page.locator("section form .button").click()
    page.wait_for_url(re.compile("/history$"))
    assert page.locator("h2").all_inner_texts()[0].startswith("Version 5")
    page.locator("form[action$='/history/3'] .button").click()
    page.locator("#version-6").wait_for()


def questions_of(house: House, bank: int) -> list[Question]:
    """What stands in the bank, in its order."""
    with house.app.app_context():
        found = list(db.session.get_one(Bank, bank).questions)
        for question in found:
            db.session.expunge(question)
        db.session.remove()
    return found


def look_at_what_is_there(house: House, bank: int) -> None:
    questions = questions_of(house, bank)
    first, by_mouse, by_keys, *imported = questions
    kinds = Counter(question.kind for question in questions)
    assert kinds == {"single": 4, "hotspot": 2, "multiple": 1}
    assert all(question.is_ready for question in questions)
    prompts = [question.prompt for question in imported]
    assert prompts == [
        Localized("Quel est le plus vieux ?", "哪一件最古老？"),
        Localized("Lesquels sont verts ?", "哪些是青色的？"),
        Localized("Lequel est bleu ?", "哪一件是蓝色的？"),
        Localized("De quelle couleur ?", "什么颜色？"),
    ]
    assert imported[1].choices[1] == Localized("le bol", "碗")
    assert (by_mouse.prompt, by_mouse.choices) == (BY_MOUSE.prompt, SIDES)
    regions = by_mouse.key["regions"]
    assert (regions[0], regions[2], by_mouse.key["right"]) == (LAID[0], LAID[2], [2])
    assert regions[1][0] > 600
    assert by_keys.key == {"right": [1], "regions": PRESSED}
    # The same file is one picture, however often it is sent.
    assert by_mouse.image == by_keys.image
    names = [question.image for question in questions if question.image]
    assert (len(names), len(set(names))) == (4, 3)
    with house.app.app_context():
        drafts = [draft_of(question) for question in questions]
        keys = {draft.picture for draft in drafts if draft.picture}
        assert len(known_pictures(keys)) == len(keys)
        kept = db.session.get_one(MuseumObject, first.object_id)
        assert (kept.maker, kept.place) == (Localized("Fours de Longquan", "龙泉窑"), Localized())
        assert (kept.inventory_no, kept.credit) == ("C.25-1935", "")
        assert (first.maker, picture_key(first.object_picture)) == (kept.maker, kept.picture)
        query = select(QuestionVersion).filter_by(question_id=first.id)
        versions = db.session.scalars(query.order_by(QuestionVersion.number)).all()
        contents = [(version.number, version.content) for version in versions]
        db.session.remove()
    assert [question.object_id for question in questions[1:]] == [None] * 6
    older = OLDER["prompt-fr"]
    assert [(number, told["prompt"]["fr"], told["seconds"]) for number, told in contents] == [
        (1, FIRST.prompt.fr, 30),
        (2, FIRST.prompt.fr, 30),
        (3, older, 30),
        (4, older, 45),
        (5, FIRST.prompt.fr, 30),
        (6, older, 30),
    ]
    assert (first.prompt.fr, first.choices, first.key) == (older, FIRST.choices, FIRST.key)
    assert (first.image_alt, first.version) == (ALT, 6)
