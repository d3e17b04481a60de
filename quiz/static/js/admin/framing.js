/* A frame that is dragged over a picture, and the point in it that stays in sight: thousandths. */

import { clamp, follow, lay, MOVES, moved, resized, STEP, WHOLE } from "./boxes.js";

const SMALLEST = 50;

function numbers(text, otherwise) {
  const parts = text.split(",").map(Number);
  return parts.length === otherwise.length && parts.every(Number.isFinite) ? parts : otherwise;
}

/* The frame of a field: `open` begins another picture, with all of it in the frame. */
export function makeFraming(field) {
  const place = field.querySelector("[data-framing]");
  const box = field.querySelector("[data-framed]");
  const whole = field.querySelector("[data-uncut]");
  const frame = field.querySelector("[data-frame]");
  const point = field.querySelector("[data-focus]");
  const inputs = { frame: field.querySelector('[name="frame"]'), focus: field.querySelector('[name="focus"]') };
  let now = numbers(inputs.frame.value, [0, 0, WHOLE, WHOLE]);
  let focus = numbers(inputs.focus.value, [WHOLE / 2, WHOLE / 2]);

  function paint() {
    lay(frame, now);
    point.style.left = `${focus[0] / 10}%`;
    point.style.top = `${focus[1] / 10}%`;
    inputs.frame.value = now.join(",");
    inputs.focus.value = focus.join(",");
  }

  function set(nextFrame, nextFocus) {
    now = nextFrame;
    focus = nextFocus;
    paint();
    // Whatever keeps half-written forms hears of it.
    inputs.frame.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function dragFrame(event) {
    const before = now;
    const corner = event.target.dataset.corner;
    follow(event, box.getBoundingClientRect(), (x, y) => {
      set(corner ? resized(before, corner, x, y, SMALLEST) : moved(before, x, y), focus);
    });
  }

  function dragPoint(event) {
    const before = focus;
    follow(event, box.getBoundingClientRect(), (x, y) => set(now, [
      clamp(before[0] + (x * WHOLE) / now[2], 0, WHOLE),
      clamp(before[1] + (y * WHOLE) / now[3], 0, WHOLE),
    ]));
  }

  function press(event) {
    const move = MOVES[event.key];
    if (!move) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const [x, y] = move.map((part) => part * STEP);
    if (event.currentTarget === point) {
      set(now, [clamp(focus[0] + x * 2, 0, WHOLE), clamp(focus[1] + y * 2, 0, WHOLE)]);
    } else {
      set(event.shiftKey ? resized(now, "se", x, y, SMALLEST) : moved(now, x, y), focus);
    }
  }

  frame.addEventListener("pointerdown", dragFrame);
  point.addEventListener("pointerdown", dragPoint);
  frame.addEventListener("keydown", press);
  point.addEventListener("keydown", press);
  field.querySelector("[data-all]").addEventListener("click", () => {
    set([0, 0, WHOLE, WHOLE], [WHOLE / 2, WHOLE / 2]);
  });
  /* A draft that is given back says how it was framed. */
  Object.values(inputs).forEach((input) => {
    input.addEventListener("change", () => {
      set(numbers(inputs.frame.value, now), numbers(inputs.focus.value, focus));
    });
  });
  if (!place.hidden) {
    frame.hidden = false;
    paint();
  }
  return {
    close() {
      place.hidden = true;
    },
    /* Another picture, all of it in the frame; or framed as a draft says already. */
    open(path, isFramed) {
      whole.setAttribute("src", path);
      place.hidden = false;
      frame.hidden = false;
      field.querySelector('[name="picture_removed"]').checked = false;
      if (isFramed) {
        set(numbers(inputs.frame.value, now), numbers(inputs.focus.value, focus));
      } else {
        set([0, 0, WHOLE, WHOLE], [WHOLE / 2, WHOLE / 2]);
      }
    },
  };
}
