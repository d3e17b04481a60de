"""What a page is heard to do: every sound that its browser plays for it, and when."""

from dataclasses import dataclass

from playwright.sync_api import Page

# A sound's loudest sample, and how often in a second it crosses the middle: how bright it is.
LISTEN = """window.strokes = [];
const start = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function (when) {
  const samples = Array.from(this.buffer.getChannelData(0));
  const crossings = samples.filter((sample, place) => place && sample * samples[place - 1] < 0);
  window.strokes.push({
    at: performance.timeOrigin + performance.now() + 1000 * (when - this.context.currentTime),
    lasts: this.buffer.duration,
    level: samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0),
    bright: crossings.length / this.buffer.duration,
  });
  return start.call(this, when);
};"""


@dataclass(frozen=True)
class Stroke:
    """One sound: when it is heard (ms UTC), for how many seconds, how loud and how bright."""

    at: float
    lasts: float
    level: float
    bright: float


def listen(page: Page) -> None:
    """Hear all that the page will have its browser play, from its next address on."""
    page.add_init_script(LISTEN)


def heard(page: Page) -> list[Stroke]:
    """What was played so far, the first first."""
    return [Stroke(**stroke) for stroke in page.evaluate("window.strokes")]
