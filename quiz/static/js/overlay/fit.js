/* A scene that fits: its type steps down to the smallest that is read on a stream; what is still too
   much is shown in parts, the question before its choices, one after the other. */

import { frame, isBusy, roomFor, safeBox } from "./frame.js";

const STEPS = ["", "tight", "tightest"];
const PART_MS = 7000;
const GAP = 0.5;
// Half a px is nobody's to see.
const EDGE = 1;

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

/* Whether a box is inside `room`, and nothing of it under the way in. */
function isClear(element, join, room) {
  const box = boxOf(element);
  const code = join.getBoundingClientRect();
  const isThere = code.width > 0 && isOver(box, code);
  const isAcross = box.left >= room.left - EDGE && box.right <= room.right + EDGE;
  const isUp = box.top >= room.top - EDGE && box.bottom <= room.bottom + EDGE;
  return isAcross && isUp && (!isThere || box.top >= code.bottom + GAP * rem());
}

/* The same of a panel, which takes no more of the height than a question may. */
function fits(panel, join) {
  const room = roomFor();
  return isClear(panel, join, room) && panel.offsetHeight <= room.most + EDGE;
}

/* As many rows of a board as there is room for, the first ones first. */
function fitRows(column, join) {
  const rows = Array.from(column.querySelectorAll(".rows > li"));
  show(rows, 0, Infinity);
  for (let count = rows.length; count > 0 && !isClear(column, join, safeBox()); count -= 1) {
    show(rows, 0, count - 1);
  }
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

/* Where a part by itself is too long still, all of them are a step smaller. */
function shrink(panel, join, units) {
  const isIn = (_unit, at) => {
    show(units, at, at + 1);
    return fits(panel, join);
  };
  panel.classList.toggle("smallest", !units.every(isIn));
}

function showInParts(panel, join, whole, isOpen) {
  panel.classList.add("parts");
  const units = [...split(panel, join, whole), ...wordsAfter(panel)];
  shrink(panel, join, units);
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
  frame();
  const { phase } = (stage.querySelector(".scene") || stage).dataset;
  const isApart = isBusy(phase);
  join.classList.toggle("away", isApart);
  const [panel, column] = [stage.querySelector(".panel"), stage.querySelector(".column")];
  if (column) {
    fitRows(column, join);
  }
  if (!panel) {
    return;
  }
  panel.classList.remove("parts", "smallest");
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
  } else if (isApart && units.length) {
    showInParts(panel, join, units, phase === "open");
  } else {
    join.classList.add("away");
  }
}
