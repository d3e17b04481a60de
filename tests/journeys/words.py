"""Whether a page says anything in English: by our own msgids, and by English's small words."""

import re
from functools import cache

from babel.messages.pofile import read_po
from playwright.sync_api import Page

from quiz.config import ROOT

# What is written in itself, or is a name.
NAMES = re.compile(r"Victoria and Albert Museum|Luck of Edenhall|Français")
SMALL = re.compile(
    r"\b(?:the|of|and|is|are|was|with|this|that|your|you|from|to|for|by|has|have|not|cannot|please"
    r"|will|it|its|at|all|here|there|no)\b",
    re.IGNORECASE,
)
PLACE = re.compile(r"%\(\w+\)[a-z]")
# Everything that is read or read aloud, except what says itself to be neither French nor Chinese.
READ = """() => {
  const found = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const inside = walker.currentNode.parentElement;
    if (!inside.closest("script, style, code, kbd, bdi, textarea")) {
      found.push(walker.currentNode.textContent);
    }
  }
  const attributes = ["aria-label", "title", "placeholder", "alt"];
  document.querySelectorAll("[aria-label], [title], [placeholder], [alt]").forEach((one) => {
    attributes.forEach((name) => one.hasAttribute(name) && found.push(one.getAttribute(name)));
  });
  return found.map((text) => text.replace(/\\s+/g, " ").trim()).filter((text) => text);
}"""


@cache
def sentences(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of what we say in English, and of what we say in `language`."""
    path = ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        messages = [message for message in read_po(file, locale=language) if message.id]
    ids = {text for message in messages for text in forms(message.id)}
    said = {" ".join(text.split()) for message in messages for text in forms(message.string)}
    return any_of(ids - said), any_of(said)


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """Singular and plural alike."""
    return text if isinstance(text, tuple) else (text,)


def any_of(texts: set[str]) -> re.Pattern[str]:
    """Matches each of these that has a word outside its places."""
    worded = [text for text in texts if re.search(r"\w", PLACE.sub("", text))]
    return re.compile("|".join(map(pattern, worded)))


def pattern(msgid: str) -> str:
    """The msgid as a pattern, with its places open."""
    return ".+".join(re.escape(part.replace("%%", "%")) for part in PLACE.split(msgid))


def untranslated(page: Page, language: str) -> list[str]:
    """What the page says in English."""
    english, said = sentences(language)
    texts = [NAMES.sub("", text).strip() for text in page.evaluate(READ)]
    return [
        text
        for text in texts
        if SMALL.search(text) or (english.fullmatch(text) and not said.fullmatch(text))
    ]
