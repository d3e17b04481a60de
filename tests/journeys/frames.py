"""What is measured of a screen that lies over a stream: contrast, and what leaves its frame."""

from playwright.sync_api import Page

LEAST_CONTRAST = 4.5
# Every text that can be seen, with its lines' boxes. Left out is what only a screen reader says,
# and the letters in the shapes of choices: what is behind those is drawn, not a background.
TEXTS = """
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, own = node.parentElement;
    const style = getComputedStyle(own);
    if (!node.textContent.trim() || style.visibility === "hidden"
        || own.closest(".visually-hidden, script, style, svg, #card, .presses")) {
      continue;
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = Array.from(range.getClientRects()).filter((box) => box.width > 1);
    if (boxes.length) {
      texts.push({ text: node.textContent.trim().slice(0, 40), own, style, boxes });
    }
  }
"""
# Over black and over white: no still of a stream is darker or lighter.
FAINT = (
    f"(least) => {{{TEXTS}"
    """
  const read = (text) => {
    const parts = text.match(/[\\d.]+/g).map(Number);
    return [...parts.slice(0, 3), parts.length > 3 ? parts[3] : 1];
  };
  const over = (top, below) => [0, 1, 2].map((n) => top[n] * top[3] + below[n] * (1 - top[3]));
  const light = (colour) => {
    const [r, g, b] = colour.map((value) => value / 255)
      .map((value) => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element, ground) => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) {
      const colour = read(getComputedStyle(one).backgroundColor);
      layers.unshift(colour);
    }
    return layers.reduce((below, layer) => over(layer, below), ground);
  };
  if (!texts.length) {
    return ["Nothing is written there."];
  }
  const fading = (element) => {
    let part = 1;
    for (let one = element; one; one = one.parentElement) {
      part *= Number(getComputedStyle(one).opacity);
    }
    return part;
  };
  const found = [];
  for (const one of texts) {
    for (const ground of [[0, 0, 0], [255, 255, 255]]) {
      const paper = behind(one.own, ground);
      const [red, green, blue, alpha] = read(one.style.color);
      const ink = over([red, green, blue, alpha * fading(one.own)], paper);
      const [high, low] = [light(ink), light(paper)].sort((a, b) => b - a);
      const ratio = (high + 0.05) / (low + 0.05);
      if (ratio < least) {
        found.push(`${one.text}: ${ratio.toFixed(2)}`);
      }
    }
  }
  return found;
}"""
)
ASTRAY = (
    f"() => {{{TEXTS}"
    """
  const [top, right, bottom, left] = document.body.dataset.safe.split(" ").map(Number);
  const free = {
    top: innerHeight * top / 100, right: innerWidth * (1 - right / 100),
    bottom: innerHeight * (1 - bottom / 100), left: innerWidth * left / 100,
  };
  // A font keeps more room above and below its signs than they fill, a Chinese one most of all.
  const slack = innerHeight / 100;
  const code = document.getElementById("join");
  const card = code.getBoundingClientRect();
  const isUnder = (box, own) => !code.contains(own) && card.width > 0 && box.left < card.right
    && box.right > card.left && box.top < card.bottom && box.bottom > card.top;
  return texts.filter((one) => one.boxes.some((box) => box.top < free.top - slack
    || box.left < free.left - 1 || box.bottom > free.bottom + slack || box.right > free.right + 1
    || isUnder(box, one.own))).map((one) => one.text);
}"""
)


def faint_texts(page: Page) -> list[str]:
    """Texts whose contrast with what is behind them is too small over some picture."""
    found: list[str] = page.evaluate(FAINT, LEAST_CONTRAST)
    return found


def astray_texts(page: Page) -> list[str]:
    """Texts that leave what stays free of the platform's own, or lie under the QR code."""
    found: list[str] = page.evaluate(ASTRAY)
    return found
