"""A curator at work in the back office: one act a function, whichever journey needs it."""

import re
from urllib.parse import quote

from playwright.sync_api import FilePayload, Page, expect

from quiz.bank.rules import Draft
from tests.journeys.editor import OF_BANK, begin, save
from tests.journeys.screen import Screen
from tests.journeys.writing import Hand

PATIENCE_MS = 30_000
ARRIVED = "[data-framing] [data-frame]"
BOXES = ".region-box"
# How far a box is dragged: to that share of the picture's width, and so many points down.
DRAGGED_TO, DOWN_PX = 0.75, 101


def make_bank(page: Page, name: str) -> int:
    """An empty bank of that name, in French; its page is open then."""
    page.goto("/fr/admin/banks")
    page.locator("main form [name=name]").fill(name)
    page.locator("main form:has([name=name]) .button").click()
    page.wait_for_url(OF_BANK)
    return int(re.findall(r"banks/(\d+)", page.url)[0])


def write_words(hand: Hand, draft: Draft) -> None:
    """Its prompt and its choices in both languages, from the prompt's field on by keys alone."""
    hand.write(draft.prompt.fr)
    hand.press("F2")
    hand.write(draft.prompt.zh)
    for number, choice in enumerate(draft.choices, 1):
        hand.think()
        if number == 1:
            # Past the box of the right answer; from one choice to the next, Enter does that.
            hand.press("Tab")
            hand.press("Tab")
        else:
            hand.press("Enter")
        if number in draft.key["right"]:
            hand.press("F8")
        hand.write(choice.fr)
        hand.press("F2")
        hand.write(choice.zh)


def give_picture(hand: Hand, file: FilePayload, draft: Draft) -> None:
    """A picture and its text alternative; it has arrived then."""
    hand.think()
    hand.choose("[name=picture_file]", file)
    hand.click("[name=image_alt-fr]")
    hand.write(draft.image_alt.fr)
    hand.press("F2")
    hand.write(draft.image_alt.zh)
    expect(hand.page.locator(ARRIVED)).to_be_visible(timeout=PATIENCE_MS)


def begin_hotspot(office: Screen, bank: int, file: FilePayload, draft: Draft) -> None:
    """A question about a detail, with its regions where they are laid first; not saved yet."""
    page, hand = office.page, Hand(office.page)
    begin(page, bank)
    page.locator("[name=kind]").focus()
    page.keyboard.type("Trouver")
    expect(page.locator("[data-unsaved]")).to_be_visible()
    hand.press("Tab")
    write_words(hand, draft)
    give_picture(hand, file, draft)
    expect(page.locator(BOXES)).to_have_count(len(draft.choices))


def drag_region(page: Page, number: int) -> None:
    """Take a region, counted from 0, by the mouse to the right and down."""
    drawing = page.locator("[data-drawing]")
    drawing.scroll_into_view_if_needed()
    whole, box = drawing.bounding_box(), page.locator(BOXES).nth(number).bounding_box()
    assert whole is not None
    assert box is not None
    start = box["x"] + 9, box["y"] + 9
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(whole["x"] + whole["width"] * DRAGGED_TO, start[1] + DOWN_PX, steps=4)
    page.mouse.up()


def press_regions(office: Screen, moves: tuple[tuple[str, ...], ...]) -> None:
    """Come to each region by Tab, and press its keys."""
    office.page.locator("[name=prompt-zh]").focus()
    for number, keys in enumerate(moves):
        office.tab_to(office.page.locator(BOXES).nth(number))
        for key in keys:
            office.page.keyboard.press(key)


def act(page: Page, value: str) -> None:
    """Press the object's button of that value, and wait for what it does."""
    page.locator(f'[name=object_act][value="{value}"]').first.click()
    expect(page.locator("[aria-busy]")).to_have_count(0)


def read_record(page: Page, address: str) -> None:
    """Ask for a museum's record beside a new object; what it offers is shown then."""
    page.goto("/fr/admin/objects/new")
    page.locator(".fill-in summary").click()
    page.locator("[name=record_link]").fill(address)
    act(page, "read")


def take(page: Page, parts: tuple[str, ...], picture: int) -> None:
    """Take those parts of the record, and the picture of that number, and keep the object."""
    for part in parts:
        page.locator(f'[name=take][value="{part}"]').check()
    page.locator("[name=take_picture]").nth(picture).check()
    act(page, "take")
    expect(page.locator("[data-framed] img")).to_be_visible(timeout=PATIENCE_MS)


def cite(page: Page, words: str, maker: str) -> None:
    """Let the question that is open cite the only object that has these words, and save it."""
    page.locator(".choose-object summary").click()
    page.locator("[name=sought_object]").fill(words)
    page.keyboard.press("Enter")
    expect(page.locator(".found-objects li")).to_have_count(1)
    page.locator(".found-objects button").click()
    expect(page.locator(".cited")).to_contain_text(maker)
    save(page)


def send_file(page: Page, language: str, bank: str, data: bytes, other: bytes = b"") -> None:
    """Send a file, or two, and wait for the page that shows its questions."""
    page.goto(f"/{language}/admin/banks/import?bank={quote(bank)}")
    for name, sent in (("file", data), ("other", other)):
        payload = FilePayload(name=f"{name}.bin", mimeType="application/octet-stream", buffer=sent)
        if sent:
            page.locator(f"[name={name}]").set_input_files(payload)
    page.locator("main form .button").first.click()
    page.locator("[name=seen]").wait_for(state="attached")


def mend(page: Page, cells: dict[str, str]) -> None:
    """Write into cells of the preview, look again, and wait until nothing of it is red."""
    for cell, text in cells.items():
        page.locator(f"[name=cell-{cell}]").fill(text)
    page.locator("[name=look]").last.click()
    expect(page.locator(".light.red")).to_have_count(0)


def import_it(page: Page) -> None:
    """Take the questions of the preview, and come to their bank."""
    page.locator("#review .button").first.click()
    page.wait_for_url(OF_BANK)


def change(page: Page, editor: str, texts: dict[str, str]) -> None:
    """Change fields of the question of that editor's path, and save it."""
    page.goto(editor)
    for name, text in texts.items():
        page.locator(f"[name={name}]").fill(text)
    save(page)
