/* The regions of a picture, one a choice: drawn over it with a pointer or with keys, in thousandths. */

import { countWritten, isChoice } from "../staff/choices.js";
import { follow, lay, MOVES, moved, resized, STEP } from "./boxes.js";
import { KEPT, PLACE } from "./upload.js";

const FIRST = [60, 100, 200, 200];
const COLUMNS = 3;
const APART = { x: 310, y: 450 };
const SMALLEST = 30;

document.querySelectorAll("[data-regions]").forEach(bind);

function read(text) {
  return text.split("|").map((part) => part.split(",").map(Number))
    .filter((region) => region.length === 4 && region.every(Number.isFinite));
}

function bind(field) {
  const form = field.closest("form");
  const input = field.querySelector('[name="regions"]');
  const image = form.querySelector('[name="image"]');
  const { studio } = form.querySelector("[data-picture-field]").dataset;
  const drawing = field.querySelector("[data-drawing]");
  const unsaved = field.querySelector("[data-unsaved]");
  const kind = document.getElementById(field.dataset.onlyWith);
  const kinds = field.dataset.value.split(" ");
  let drawn = "";
  let regions = read(input.value);

  function keep() {
    input.value = regions.map((region) => region.join(",")).join("|");
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function set(number, region) {
    regions[number] = region;
    lay(drawing.querySelectorAll(".region-box")[number], region);
    keep();
  }

  function drag(event, number) {
    const before = regions[number];
    const corner = event.target.dataset.corner;
    follow(event, drawing.getBoundingClientRect(), (x, y) => {
      set(number, corner ? resized(before, corner, x, y, SMALLEST) : moved(before, x, y));
    });
  }

  function press(event, number) {
    const move = MOVES[event.key];
    if (move) {
      event.preventDefault();
      const [x, y] = move.map((part) => part * STEP);
      const now = regions[number];
      set(number, event.shiftKey ? resized(now, "se", x, y, SMALLEST) : moved(now, x, y));
    }
  }

  function makeBox(number) {
    const box = document.createElement("div");
    const corner = document.createElement("span");
    box.className = "region-box";
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", field.dataset.name.replace("{number}", String(number + 1)));
    box.append(String(number + 1), corner);
    corner.className = "corner";
    corner.dataset.corner = "se";
    box.addEventListener("pointerdown", (event) => drag(event, number));
    box.addEventListener("keydown", (event) => press(event, number));
    lay(box, regions[number]);
    return box;
  }

  function draw() {
    // Another kind has no regions, whether or not its part of the form is hidden yet.
    const wanted = kinds.includes(kind.value) ? countWritten(form) : 0;
    const kept = KEPT.exec(image.value);
    unsaved.hidden = Boolean(kept);
    drawing.hidden = !kept || wanted === 0;
    if (drawing.hidden) {
      return;
    }
    while (regions.length < wanted) {
      const row = Math.floor(regions.length / COLUMNS);
      const column = regions.length % COLUMNS;
      regions.push(moved(FIRST, column * APART.x, row * APART.y));
    }
    regions = regions.slice(0, wanted);
    if (drawn !== kept[1] || drawing.querySelectorAll(".region-box").length !== wanted) {
      const picture = new Image();
      picture.alt = "";
      [, drawn] = kept;
      picture.src = studio.replace(PLACE, drawn);
      drawing.textContent = "";
      drawing.append(picture, ...regions.map((region, number) => makeBox(number)));
      keep();
    }
  }

  // What is wrong with it is said beside the text.
  const typed = field.querySelector("[data-typed]");
  typed.hidden = !typed.querySelector(".error");
  form.addEventListener("change", draw);
  form.addEventListener("input", (event) => {
    if (isChoice(event.target)) {
      draw();
    }
  });
  draw();
}
