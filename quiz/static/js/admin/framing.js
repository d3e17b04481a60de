/* A frame that is dragged over a picture, and the point in it that stays in sight: thousandths. */

const WHOLE = 1000;
const SMALLEST = 50;
const STEP = 10;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function clamp(value, least, most) {
  return Math.min(Math.max(Math.round(value), least), most);
}

function numbers(text, otherwise) {
  const parts = text.split(",").map(Number);
  return parts.length === otherwise.length && parts.every(Number.isFinite) ? parts : otherwise;
}

/* As far as it can be moved; as large as there is room. */
function moved([left, top, width, height], x, y) {
  return [clamp(left + x, 0, WHOLE - width), clamp(top + y, 0, WHOLE - height), width, height];
}

function resized([left, top, width, height], corner, x, y) {
  const right = left + width;
  const bottom = top + height;
  const isWest = corner.includes("w");
  const isNorth = corner.includes("n");
  const newLeft = isWest ? clamp(left + x, 0, right - SMALLEST) : left;
  const newTop = isNorth ? clamp(top + y, 0, bottom - SMALLEST) : top;
  const newRight = isWest ? right : clamp(right + x, left + SMALLEST, WHOLE);
  const newBottom = isNorth ? bottom : clamp(bottom + y, top + SMALLEST, WHOLE);
  return [newLeft, newTop, newRight - newLeft, newBottom - newTop];
}

/* The frame of a field: `open` begins another picture, with all of it in the frame. */
export function makeFraming(field) {
  const place = field.querySelector("[data-framing]");
  const box = field.querySelector("[data-framed]");
  const whole = field.querySelector("[data-whole]");
  const frame = field.querySelector("[data-frame]");
  const point = field.querySelector("[data-focus]");
  const inputs = { frame: field.querySelector('[name="frame"]'), focus: field.querySelector('[name="focus"]') };
  let now = numbers(inputs.frame.value, [0, 0, WHOLE, WHOLE]);
  let focus = numbers(inputs.focus.value, [WHOLE / 2, WHOLE / 2]);

  function paint() {
    ["left", "top", "width", "height"].forEach((side, place_) => {
      frame.style[side] = `${now[place_] / 10}%`;
    });
    point.style.left = `${focus[0] / 10}%`;
    point.style.top = `${focus[1] / 10}%`;
    inputs.frame.value = now.join(",");
    inputs.focus.value = focus.join(",");
  }

  function set(nextFrame, nextFocus) {
    now = nextFrame;
    focus = nextFocus;
    paint();
  }

  /* Follows a pointer from where it went down; `change` is told how far it is, in thousandths. */
  function drag(event, change) {
    event.preventDefault();
    event.stopPropagation();
    const size = box.getBoundingClientRect();
    const from = { x: event.clientX, y: event.clientY };
    const follow = (next) => change(
      ((next.clientX - from.x) / size.width) * WHOLE,
      ((next.clientY - from.y) / size.height) * WHOLE,
    );
    const end = () => {
      window.removeEventListener("pointermove", follow);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
    };
    window.addEventListener("pointermove", follow);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  }

  function dragFrame(event) {
    const before = now;
    const corner = event.target.dataset.corner;
    drag(event, (x, y) => set(corner ? resized(before, corner, x, y) : moved(before, x, y), focus));
  }

  function dragPoint(event) {
    const before = focus;
    drag(event, (x, y) => set(now, [
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
      set(event.shiftKey ? resized(now, "se", x, y) : moved(now, x, y), focus);
    }
  }

  frame.addEventListener("pointerdown", dragFrame);
  point.addEventListener("pointerdown", dragPoint);
  frame.addEventListener("keydown", press);
  point.addEventListener("keydown", press);
  field.querySelector("[data-all]").addEventListener("click", () => {
    set([0, 0, WHOLE, WHOLE], [WHOLE / 2, WHOLE / 2]);
  });
  if (!place.hidden) {
    frame.hidden = false;
    paint();
  }
  return {
    open(path) {
      whole.setAttribute("src", path);
      place.hidden = false;
      frame.hidden = false;
      field.querySelector('[name="picture_removed"]').checked = false;
      set([0, 0, WHOLE, WHOLE], [WHOLE / 2, WHOLE / 2]);
    },
  };
}
