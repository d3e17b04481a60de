/* A scene that fits: its type steps down to the smallest that is read on a stream; what is still too
   much is shown in parts, the question before its choices, one after the other. */

const STEPS = ["", "tight", "tightest"];
const PART_MS = 7000;
const GAP = 0.5;
// Of the picture's height.
const WIDE = 0.38;
const UPRIGHT = { top: 0.22, bottom: 0.58 };
// The way in is not in the way of a question.
const BUSY = ["open", "revealed"];

let turning = 0;

function rem() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

function isOver(one, other) {
  return one.left < other.right && other.left < one.right;
}

/* Where it lies once it has come to rest. */
function boxOf({ offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height }) {
  return { left, top, right: left + width, bottom: top + height };
}

/* Where the panel may lie: low in a wide picture, clear of faces; high in an upright one, where
   comments and gifts cover what is below. */
function roomFor() {
  const { innerHeight: height, innerWidth: width } = window;
  return height > width
    ? { top: UPRIGHT.top * height, bottom: UPRIGHT.bottom * height + 1 }
    : { top: (1 - WIDE) * height, bottom: height, most: WIDE * height };
}

/* Whether the panel is inside its room, and nothing of it under the way in. */
function fits(panel, join) {
  const box = boxOf(panel);
  const room = roomFor();
  const code = join.getBoundingClientRect();
  const isThere = code.width > 0 && isOver(box, code);
  const inside = box.left >= 0 && box.right <= window.innerWidth && box.bottom <= room.bottom;
  const isLow = room.most ? box.bottom - box.top <= room.most : box.top >= room.top;
  return inside && isLow && box.top >= (isThere ? code.bottom : 0) + GAP * rem();
}

/* What may be shown apart: the question, then each of what stands below it. */
function unitsOf(panel) {
  const prompt = panel.querySelector(".prompt");
  const below = panel.querySelectorAll(
    ".choices > li, .order > li, .frequent > li, .solution, .histogram, .how",
  );
  return [prompt, ...below].filter(Boolean);
}

/* What is said once the answer is known: after it, where there is no room beside it. */
function wordsAfter(panel) {
  return Array.from(panel.querySelectorAll(".why, .cited"));
}

function show(units, from, to) {
  units.forEach((unit, place) => {
    unit.hidden = place < from || place >= to;
  });
}

/* A question too long for one picture is shown in one language after the other. */
function split(panel, join, units) {
  show(units, 0, 1);
  const [prompt, ...below] = units;
  return fits(panel, join) || prompt.children.length < 2 ? units : [...prompt.children, ...below];
}

/* As many at a time as fit: [from, to) of each part; a question that is on stands alone. */
function partsOf(panel, join, units, alone) {
  const parts = alone ? Array.from({ length: alone }, (_, at) => [at, at + 1]) : [];
  let from = alone;
  while (from < units.length) {
    let to = from + 1;
    show(units, from, to + 1);
    while (to < units.length && fits(panel, join)) {
      to += 1;
      show(units, from, to + 1);
    }
    parts.push([from, to]);
    from = to;
  }
  return parts;
}

/* Shows one part after the other. */
function turnParts(panel, units, parts) {
  const mark = document.createElement("span");
  mark.className = "part figures";
  mark.setAttribute("aria-hidden", "true");
  panel.querySelector(".round").append(mark);
  let place = 0;

  function turn() {
    const [from, to] = parts[place];
    show(units, from, to);
    mark.textContent = `${place + 1} / ${parts.length}`;
    place = (place + 1) % parts.length;
  }

  turn();
  turning = setInterval(turn, PART_MS);
}

function showInParts(panel, join, whole, isOpen) {
  panel.classList.add("parts");
  const units = [...split(panel, join, whole), ...wordsAfter(panel)];
  const alone = panel.querySelector(".prompt").children[0] === units[0] ? 2 : 1;
  turnParts(panel, units, partsOf(panel, join, units, isOpen || alone > 1 ? alone : 0));
}

/* Whether it fits in some size of type, the largest first. */
function fitsInSize(panel, join) {
  return STEPS.some((step) => {
    panel.classList.remove("tight", "tightest");
    if (step) {
      panel.classList.add(step);
    }
    return fits(panel, join);
  });
}

/* Makes the scene in `stage` fit beside `join`, the way in; a scene before it is forgotten. */
export function fit(stage, join) {
  clearInterval(turning);
  const { phase } = (stage.querySelector(".scene") || stage).dataset;
  const isBusy = BUSY.includes(phase);
  join.classList.toggle("away", isBusy);
  const panel = stage.querySelector(".panel");
  if (!panel) {
    return;
  }
  panel.classList.remove("parts");
  panel.querySelectorAll(".part").forEach((mark) => mark.remove());
  const units = unitsOf(panel);
  const after = wordsAfter(panel);
  show([...units, ...after, ...(units.length ? units[0].children : [])], 0, Infinity);
  if (fitsInSize(panel, join)) {
    return;
  }
  show(after, 0, 0);
  if (after.length && fitsInSize(panel, join)) {
    const all = [...units, ...after];
    turnParts(panel, all, [[0, units.length], [units.length, all.length]]);
  } else if (isBusy && units.length) {
    showInParts(panel, join, units, phase === "open");
  } else {
    join.classList.add("away");
  }
}
