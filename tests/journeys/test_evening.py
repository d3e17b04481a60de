"""A whole evening: a host, an admin, the overlay, four viewers, every kind, and what happens."""

import csv
from collections.abc import Iterator
from io import StringIO

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.evening import OFFLINE, WHOLE, Evening, fill, give
from tests.journeys.house import CODE, House
from tests.journeys.phone import digits
from tests.journeys.programme import (
    AMELIE,
    BASILE,
    CLOUD,
    FINAL,
    HOTSPOT,
    LENA,
    MATCH,
    MULTIPLE,
    NUMBER,
    ORDER,
    PICTURE,
    POLL,
    QING,
    SCALE,
    SINGLE,
    TEXT,
    TRUE_FALSE,
    Plan,
)

pytestmark = pytest.mark.chromium

# A host who has a mouse and all keys; in a soak also one who has only keys, or only a clicker.
HANDS = ("", "key", "clicker") if WHOLE else ("",)
SEPARATORS = {"fr": ";", "zh": ","}


@pytest.fixture(params=HANDS)
def evening(request: pytest.FixtureRequest, house: House, chromium: Browser) -> Iterator[Evening]:
    evening = Evening(house, chromium, request.param)
    yield evening
    evening.finish()


def test_an_evening_of_twelve_rounds(evening: Evening) -> None:
    evening.gather()
    evening.look("lobby")
    cancel_a_countdown(evening)
    cancel_at_once(evening)
    evening.play(1, TRUE_FALSE, by="key")
    show_the_board(evening, "board-first")
    evening.play(2, POLL, by="clicker", ways={AMELIE: give_without_network})
    evening.play(3, SINGLE, by="key", ways={LENA: come_late})
    evening.console.open("zh")
    evening.play(4, MULTIPLE, by="clicker", ways={QING: switch_language})
    take_a_pause(evening, 4)
    evening.play(5, ORDER, by="key", ways={AMELIE: reload_afterwards})
    evening.play(6, NUMBER, by="clicker", ways={AMELIE: mean_one_of_two, QING: fall_asleep})
    evening.void(NUMBER, 6)
    evening.play(7, MATCH, by="key")
    evening.play(8, HOTSPOT, by="clicker", ways={AMELIE: touch_the_picture})
    evening.play(9, PICTURE, by="key")
    evening.play(10, SCALE, by="clicker")
    evening.play(11, CLOUD, by="key")
    evening.play(12, TEXT, by="key")
    evening.accept(QING, TEXT, 12)
    evening.take_back(QING, TEXT)
    assert evening.scores == FINAL
    show_the_board(evening, "board")
    end(evening)
    check_the_back_office(evening)


def cancel_a_countdown(evening: Evening) -> None:
    """A launch too early: the countdown comes, and goes again."""
    evening.console.take("launch", by="click")
    evening.viewers[AMELIE].saw("ready", 1)
    evening.console.take("cancel", by="key")
    evening.viewers[QING].saw("ready", 1)
    evening.see("lobby")


def cancel_at_once(evening: Evening) -> None:
    """The second key comes before the page knows of the launch: the server judges it."""
    answers = evening.console.press_together("launch", "cancel")
    assert [answer["status"] for answer in answers] == ["done", "done"]
    evening.see("lobby")


def give_without_network(evening: Evening, nickname: str, plan: Plan) -> None:
    """The network goes in mid-question; the answer gets in when it is back."""
    viewer = evening.viewers[nickname]
    viewer.screen.expected.append(OFFLINE)
    viewer.sees("open")
    evening.look_in_turn(nickname, f"open-{plan.kind}")
    viewer.page.context.set_offline(True)
    fill(viewer, plan)
    says = viewer.row(*plan.answers[nickname]).locator(".mark-says")
    expect(says).to_have_text(viewer.word("trying"))
    viewer.screen.look("scene-trying-fr")
    viewer.page.context.set_offline(False)
    viewer.is_sent()


def touch_the_picture(evening: Evening, nickname: str, plan: Plan) -> None:
    """The mark is touched on the picture, which came ahead of the question."""
    viewer = evening.viewers[nickname]
    viewer.sees("open")
    evening.look_in_turn(nickname, f"open-{plan.kind}")
    viewer.touch(*plan.answers[nickname])
    viewer.is_sent()


def come_late(evening: Evening, nickname: str, plan: Plan) -> None:
    """The first the late one sees is the question."""
    evening.enter_late(nickname)
    give(evening, nickname, plan)


def switch_language(evening: Evening, nickname: str, plan: Plan) -> None:
    """What was ticked stays ticked in the other language, and what was sent stays sent."""
    viewer = evening.viewers[nickname]
    viewer.sees("open")
    evening.look_in_turn(nickname, f"open-{plan.kind}")
    first, second, third = plan.answers[nickname]
    french = {choice.zh: choice.fr for choice in plan.choices}
    viewer.choose(first, second)
    viewer.switch()
    viewer.sees("open")
    for text in (first, second):
        expect(viewer.row(french[text]).locator("input")).to_be_checked()
    expect(viewer.stage.locator("input:checked")).to_have_count(2)
    viewer.choose(french[third])
    viewer.send()
    viewer.is_sent()
    viewer.switch()
    viewer.sees("open")
    viewer.is_sent()
    expect(viewer.stage.locator("input:checked")).to_have_count(3)


def reload_afterwards(evening: Evening, nickname: str, plan: Plan) -> None:
    """A page that is loaded again knows what was sent."""
    give(evening, nickname, plan)
    viewer = evening.viewers[nickname]
    viewer.page.reload()
    viewer.sees("open")
    viewer.is_sent()
    assert viewer.stage.locator(".order .text").all_text_contents() == [*plan.answers[nickname]]


def mean_one_of_two(evening: Evening, nickname: str, plan: Plan) -> None:
    """A number is typed as in English; the page asks which one it is."""
    viewer = evening.viewers[nickname]
    viewer.sees("open")
    evening.look_in_turn(nickname, f"open-{plan.kind}")
    viewer.is_asked("1,740", *plan.answers[nickname], "1,74")
    viewer.is_sent()


def fall_asleep(evening: Evening, nickname: str, plan: Plan) -> None:
    """The page is left, and seen again after the reveal."""
    give(evening, nickname, plan)
    viewer = evening.viewers[nickname]
    viewer.page.goto("about:blank")
    evening.asleep.append(viewer)


def take_a_pause(evening: Evening, number: int) -> None:
    """An interlude: everybody waits, and comes back to where the evening was."""
    evening.console.take("interlude", by="click")
    evening.see("interlude", picture="interlude")
    evening.console.take("resume", by="key")
    evening.see("revealed", number)


def show_the_board(evening: Evening, picture: str) -> None:
    """The same board for everybody."""
    evening.console.take("board", by="click")
    evening.see("board", picture=picture)
    for viewer in evening.viewers.values():
        viewer.reads(evening.scores)
    page = evening.overlay.page
    names, scores = page.locator(".who").all_text_contents(), page.locator(".score")
    assert dict(zip(names, map(digits, scores.all_text_contents()), strict=True)) == evening.scores


def end(evening: Evening) -> None:
    """The podium, and everybody's own place."""
    evening.console.take("end", by="key")
    evening.see("over")
    podium = [AMELIE, LENA, BASILE]
    for nickname, viewer in evening.viewers.items():
        viewer.ends(FINAL[nickname], [*FINAL].index(nickname) + 1, len(FINAL))
        expect(viewer.page.locator(".podium .who")).to_have_text(podium)
    evening.look("over")


def check_the_back_office(evening: Evening) -> None:
    """The admin sees the same scores, on the page and in the file."""
    page = evening.admin.page
    for lang, separator in SEPARATORS.items():
        page.goto(f"/{lang}/admin/events/{CODE}/players")
        rows = page.locator("#results tbody tr")
        names = rows.locator("th bdi").all_text_contents()
        scores = map(digits, rows.locator("td:nth-child(5)").all_text_contents())
        assert list(zip(names, scores, strict=True)) == [*FINAL.items()]
        evening.admin.look(f"admin-players-evening-{lang}")
        file = page.request.get(f"/{lang}/admin/events/{CODE}/standings.csv").body()
        _, *lines = csv.reader(StringIO(file.decode("utf-8-sig")), delimiter=separator)
        assert [(name, int(score)) for _, name, _, _, score, *_ in lines] == [*FINAL.items()]
        page.goto(f"/{lang}/admin/events/{CODE}/rounds")
        evening.admin.look(f"admin-rounds-evening-{lang}")
