"""Reads a page's form as a browser would send it."""

from html.parser import HTMLParser


class FormReader(HTMLParser):
    """Collects in `values` what the form called `question-form` would send, untouched."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._inside = False
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a control holds."""
        known = dict(attrs)
        name = known.get("name") or ""
        if tag == "form":
            self._inside = "question-form" in (known.get("class") or "")
        if not self._inside:
            return
        if tag == "input" and name:
            self._note_input(name, known)
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in known:
            self.values[self._select] = known.get("value") or ""
        elif tag == "textarea":
            self._area = name
            self.values[name] = ""

    def _note_input(self, name: str, known: dict[str, str | None]) -> None:
        if known.get("type") != "checkbox":
            self.values[name] = known.get("value") or ""
        elif "checked" in known:
            self.values[name] = known.get("value") or "y"

    def handle_data(self, data: str) -> None:
        """Note a text area's text, which begins after its first line break."""
        if self._area:
            self.values[self._area] += data.removeprefix("\r\n").removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        """Leave a control, or the form."""
        if tag == "textarea":
            self._area = ""
        elif tag == "form":
            self._inside = False
