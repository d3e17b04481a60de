"""Ten thousand questions in five banks: how long searches take, the list, a save, a file."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median

from quiz.audit.actions import CONSOLE
from quiz.bank.actions import add_file
from quiz.bank.edits import edit_question
from quiz.bank.flaws import flaws_by_bank
from quiz.bank.formats.bilingual import MOST_ROWS, write
from quiz.bank.imports import read_file
from quiz.bank.models import Question
from quiz.bank.queries import compare_file, draft_of, find_bank, list_banks, list_questions
from quiz.bank.rules import Draft
from quiz.bank.search import Difficulty, LastUse, Search, find_page
from quiz.clock import clock
from quiz.database import writing
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.bench.figures import Bench, Figure

BANKS, QUESTIONS = 5, 2_000
MOST_MS, MOST_SAVE_MS, MOST_IMPORT_MS = 100, 200, 5_000
SOUGHT = {
    "a word in every question": Search("celadon"),
    "a number in twenty": Search("1852"),
    "traditional characters in five": Search("龍泉 第77件"),
    "a word that is in none": Search("jade"),
    "a tag and a filter": Search(tag="Song", readiness="ready"),
    "what was never used": Search(last_use=LastUse.NEVER, difficulty=Difficulty.UNKNOWN),
}


def finding(bench: Bench) -> Iterator[Figure]:
    """Searches over all banks, the list of banks, and one question of a large bank saved."""
    for number in range(BANKS):
        fill_bank(number)
    for what, sought in SOUGHT.items():
        took = spent(bench.runs, lambda sought=sought: find_page(sought, 1))
        yield figure(f"search of {BANKS * QUESTIONS:,} questions: {what}", took, MOST_MS)
    took = spent(bench.runs, lambda: flaws_by_bank(row.id for row in list_banks()))
    yield figure(f"list of banks with {BANKS * QUESTIONS:,} questions", took, MOST_MS)
    bank = find_bank(name_of(0))
    if bank is None:
        raise RuntimeError("the bank is gone")
    number = list_questions(bank.id)[QUESTIONS // 2].id
    took = spent(bench.runs, lambda: save(number))
    yield figure(f"a question saved in a bank of {QUESTIONS:,}", took, MOST_SAVE_MS)
    # So many with long explanations would be more than a page can carry.
    short = (replace(question(BANKS, n), explanation=Localized()) for n in range(MOST_ROWS))
    data = write(short)
    took = spent(1, lambda: bring(name_of(BANKS), data))
    yield figure(f"a sheet of {MOST_ROWS:,} questions read and imported", took, MOST_IMPORT_MS)


def figure(what: str, took_ms: float, most_ms: int) -> Figure:
    """A line in ms."""
    return Figure(what, f"{took_ms:.0f} ms", None, f"< {most_ms} ms", took_ms < most_ms)


def spent(runs: int, act: Callable[[], object]) -> float:
    """The median of the ms that it takes, each time with nothing read before."""
    times = []
    for _ in range(runs):
        db.session.rollback()
        db.session.expunge_all()
        begun = time.perf_counter()
        act()
        times.append((time.perf_counter() - begun) * 1000)
    return median(times)


def save(number: int) -> None:
    """Change the seconds of one question."""
    with writing():
        question = db.session.get_one(Question, number)
        draft = replace(draft_of(question), seconds=30 + question.version % 30)
        edit_question(number, draft, question.version, CONSOLE)
        db.session.commit()


def fill_bank(number: int) -> None:
    """A bank of questions about objects, none like another."""
    bring(name_of(number), write(question(number, place) for place in range(QUESTIONS)))


def bring(name: str, data: bytes) -> None:
    """Import a file as staff do: it is read before anybody waits for what is written of it."""
    file = read_file(data)
    comparison = compare_file(name, file)
    with writing():
        add_file(name, file, comparison, clock.now(), CONSOLE)
        db.session.commit()


def name_of(number: int) -> str:
    """The name of one of the banks."""
    return f"Céramique {number}"


def question(number: int, place: int) -> Draft:
    """A question with all its texts."""
    return Draft(
        kind="single",
        prompt=Localized(
            f"Salle {number} : quel est le vase de céladon n° {place}, fait à Longquan sous les "
            "Song du Sud ?",
            f"第{number}展厅：南宋龙泉窑烧制的第{place}件青瓷花瓶是哪一件？",
        ),
        choices=tuple(
            Localized(f"le vase {place} {letter}", f"第{place}件{letter}") for letter in "abcd"
        ),
        key={"right": [1]},
        explanation=Localized(
            "Il fut fait à Longquan et porte une glaçure épaisse. " * 5,
            "它产于龙泉，釉层肥厚。" * 8,
        ),
        object_title=Localized("Vase balustre", "梅瓶"),
        maker=Localized("Longquan", "Longquan"),
        date=Localized("XIIIe siècle", "XIIIe siècle"),
        inventory_no=f"G {1_000 + place}",
        tags=("céladon", "Song"),
    )
