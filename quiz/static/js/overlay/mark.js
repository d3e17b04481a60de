/* The museum's mark: there while one waits, with the board and with the podium, where nothing else is. */

const SCENES = ["lobby", "board", "over"];
const BESIDE = ".panel, .column, .join, .rehearsal-mark";

const mark = document.getElementById("mark");

function isOver(one, other) {
  const isBeside = one.right <= other.left || other.right <= one.left;
  return !isBeside && one.top < other.bottom && other.top < one.bottom;
}

/* Shows it beside the scene that was just made to fit, or hides it where it would lie over that. */
export function hangMark(stage) {
  if (!mark) {
    return;
  }
  const { phase } = (stage.querySelector(".scene") || stage).dataset;
  mark.hidden = !SCENES.includes(phase);
  const box = mark.getBoundingClientRect();
  const others = Array.from(document.querySelectorAll(BESIDE), (one) => one.getBoundingClientRect());
  mark.hidden = mark.hidden || others.some((other) => isOver(box, other));
}

/* Once its picture is there it has a size. */
export function awaitMark(stage) {
  if (mark) {
    mark.addEventListener("load", () => hangMark(stage));
  }
}
