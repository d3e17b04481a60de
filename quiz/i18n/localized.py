"""A sentence in every language the museum speaks."""

from dataclasses import dataclass

LANGUAGES = ("fr", "zh")
HTML_LANG = {"fr": "fr", "zh": "zh-Hans"}


@dataclass(frozen=True, slots=True)
class Localized:
    """The same sentence in French and in Chinese; replaced, never edited in place."""

    fr: str = ""
    zh: str = ""

    def in_(self, language: str) -> str:
        """The sentence in `language`, or in the other one where it is missing."""
        return str(getattr(self, language)) or self.fr or self.zh

    def missing(self) -> tuple[str, ...]:
        """The languages that have no text."""
        return tuple(name for name in LANGUAGES if not getattr(self, name).strip())

    def __bool__(self) -> bool:
        return bool(self.fr.strip() or self.zh.strip())

    def to_json(self) -> dict[str, str]:
        """A plain dictionary, as stored."""
        return {"fr": self.fr, "zh": self.zh}

    @classmethod
    def from_json(cls, value: dict[str, str]) -> "Localized":
        """The inverse of `to_json`."""
        return cls(fr=value.get("fr", ""), zh=value.get("zh", ""))


def plain_in_both(text: Localized) -> Localized:
    """The text, in both languages where only one has it and no letter of it is of a language."""
    written = text.fr or text.zh
    if text.missing() and not any(letter.isalpha() for letter in written):
        return Localized(written, written)
    return text
