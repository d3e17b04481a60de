/* A scene that fits: its type steps down to the smallest that is read on a stream; what is still too
   much is shown in parts, the question before its choices, one after the other. */

const STEPS = ["", "tight", "tightest"];
const PART_MS = 7000;
const GAP = 0.5;

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

/* Whether the panel is inside the picture, and nothing of it under the way in. */
function fits(panel, join) {
  const box = boxOf(panel);
  const code = join.getBoundingClientRect();
  const isThere = code.width > 0 && isOver(box, code);
  const inside = box.left >= 0 && box.right <= window.innerWidth && box.bottom <= window.innerHeight;
  return inside && box.top >= (isThere ? code.bottom : 0) + GAP * rem();
}

/* What may be shown apart: the question, then each of what stands below it. */
function unitsOf(panel) {
  const prompt = panel.querySelector(".prompt");
  const below = panel.querySelectorAll(".choices > li, .order > li, .frequent > li, .solution, .how");
  return [prompt, ...below].filter(Boolean);
}

function show(units, from, to) {
  units.forEach((unit, place) => {
    unit.hidden = place < from || place >= to;
  });
}

/* As many at a time as fit, the question alone: [from, to) of each part. */
function partsOf(panel, join, units) {
  const parts = [[0, 1]];
  let from = 1;
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

/* Shows one part after the other; where even one is too large beside it, the way in steps aside. */
function turnParts(panel, join, units, parts) {
  const mark = document.createElement("span");
  mark.className = "part figures";
  mark.setAttribute("aria-hidden", "true");
  panel.querySelector(".round").append(mark);
  let place = 0;

  function turn() {
    const [from, to] = parts[place];
    join.classList.remove("away");
    show(units, from, to);
    mark.textContent = `${place + 1} / ${parts.length}`;
    join.classList.toggle("away", !fits(panel, join));
    place = (place + 1) % parts.length;
  }

  turn();
  turning = setInterval(turn, PART_MS);
}

/* Makes the scene in `stage` fit beside `join`, the way in; a scene before it is forgotten. */
export function fit(stage, join) {
  clearInterval(turning);
  join.classList.remove("away");
  const panel = stage.querySelector(".panel");
  if (!panel) {
    return;
  }
  panel.classList.remove("parts");
  panel.querySelectorAll(".part").forEach((mark) => mark.remove());
  const units = unitsOf(panel);
  show(units, 0, units.length);
  const isFit = STEPS.some((step) => {
    panel.classList.remove("tight", "tightest");
    if (step) {
      panel.classList.add(step);
    }
    return fits(panel, join);
  });
  if (!isFit && units.length > 1) {
    panel.classList.add("parts");
    turnParts(panel, join, units, partsOf(panel, join, units));
  } else {
    join.classList.toggle("away", !isFit);
  }
}
