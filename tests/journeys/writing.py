"""A hand at the editor: what it does, and how long that takes somebody by the keystroke model.

The seconds are those of Card, Moran and Newell (1980) for an average typist: nothing is measured.
"""

from dataclasses import dataclass

from playwright.sync_api import FilePayload, Page

KEY_S = 0.2  # a letter or a key
POINT_S = 1.1  # to move the pointer onto something
PRESS_S = 0.2
HOME_S = 0.4  # the hand goes from the keys to the mouse, or back
THINK_S = 1.35  # before each part of the task
# To choose a file: the field, the file in its list, the button.
CHOOSING = 3
PASTE = """([name, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const field = document.querySelector(`[name="${name}"]`);
  field.focus();
  const sent = { clipboardData: data, bubbles: true, cancelable: true };
  field.dispatchEvent(new ClipboardEvent("paste", sent));
}"""


@dataclass
class Hand:
    """Works on a page, and counts."""

    page: Page
    seconds: float = 0.0
    keys: int = 0
    clicks: int = 0
    is_on_mouse: bool = False

    def write(self, text: str) -> None:
        """Type into the field that has the focus."""
        self._go(mouse=False)
        self.page.keyboard.insert_text(text)
        self._note(keys=len(text))

    def press(self, key: str) -> None:
        """One key, or several at once."""
        self._go(mouse=False)
        self.page.keyboard.press(key)
        self._note(keys=key.count("+") + 1)

    def click(self, selector: str) -> None:
        """Point at something and click."""
        self._go(mouse=True)
        self.page.locator(selector).click()
        self._note(clicks=1)

    def choose(self, selector: str, file: FilePayload) -> None:
        """Choose a file."""
        self._go(mouse=True)
        self.page.locator(selector).set_input_files(file)
        self._note(clicks=CHOOSING)

    def paste(self, name: str, text: str) -> None:
        """Paste a text that was copied before into the field of that name."""
        self._go(mouse=False)
        self.page.evaluate(PASTE, [name, text])
        self._note(keys=2)

    def think(self) -> None:
        """Begin another part of the task."""
        self.seconds += THINK_S

    def _go(self, *, mouse: bool) -> None:
        self.seconds += HOME_S if mouse is not self.is_on_mouse else 0
        self.is_on_mouse = mouse

    def _note(self, keys: int = 0, clicks: int = 0) -> None:
        self.keys += keys
        self.clicks += clicks
        self.seconds += keys * KEY_S + clicks * (POINT_S + PRESS_S)
