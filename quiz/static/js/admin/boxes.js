/* Boxes over a picture, as [left, top, width, height] in thousandths of it: moved, resized, dragged. */

export const WHOLE = 1000;
export const STEP = 10;
export const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function clamp(value, least, most) {
  return Math.min(Math.max(Math.round(value), least), most);
}

/* As far as it can be moved. */
export function moved([left, top, width, height], x, y) {
  return [clamp(left + x, 0, WHOLE - width), clamp(top + y, 0, WHOLE - height), width, height];
}

/* As large as there is room, and no smaller than `smallest`; the corner is nw, ne, sw or se. */
export function resized([left, top, width, height], corner, x, y, smallest) {
  const right = left + width;
  const bottom = top + height;
  const isWest = corner.includes("w");
  const isNorth = corner.includes("n");
  const newLeft = isWest ? clamp(left + x, 0, right - smallest) : left;
  const newTop = isNorth ? clamp(top + y, 0, bottom - smallest) : top;
  const newRight = isWest ? right : clamp(right + x, left + smallest, WHOLE);
  const newBottom = isNorth ? bottom : clamp(bottom + y, top + smallest, WHOLE);
  return [newLeft, newTop, newRight - newLeft, newBottom - newTop];
}

/* Lays an element over the picture that it stands in. */
export function lay(element, box) {
  ["left", "top", "width", "height"].forEach((side, place) => {
    element.style[side] = `${box[place] / 10}%`;
  });
}

/* Follows a pointer from where it went down; `change` is told how far it is, in thousandths of `size`. */
export function follow(event, size, change) {
  event.preventDefault();
  event.stopPropagation();
  const from = { x: event.clientX, y: event.clientY };
  const move = (next) => change(
    ((next.clientX - from.x) / size.width) * WHOLE,
    ((next.clientY - from.y) / size.height) * WHOLE,
  );
  const end = () => {
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", end);
    window.removeEventListener("pointercancel", end);
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", end);
  window.addEventListener("pointercancel", end);
}
