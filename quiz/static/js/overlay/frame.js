/* What of the picture the overlay may use: the rest is the platform's, as its output's form says. */

// Of the picture's height and width, clockwise from the top.
const USUAL = [0.05, 0.05, 0.05, 0.05];
const SIDES = ["top", "right", "bottom", "left"];
// On a phone held upright buttons lie there; an output that is made for it says how much they take.
const BUTTONS = 0.12;
// How much of the height a question may take: low in a wide picture, clear of faces; high in an
// upright one, where comments and gifts cover what is below.
const MOST = 0.38;
const MOST_LARGE = 0.5;
const UPRIGHT = { most: 0.36, top: 0.22, bottom: 0.58 };

// The way in is not in the way of a question, nor in a room of what takes the whole screen.
const BUSY = ["open", "revealed"];
const BUSY_IN_ROOM = [...BUSY, "board", "over"];

const { safe, size } = document.body.dataset;
const kept = safe ? safe.split(" ").map((side) => Number(side) / 100) : USUAL;

function isUpright() {
  return window.innerHeight > window.innerWidth;
}

function sides() {
  const [top, right, bottom, left] = kept;
  const isAsMade = size === "upright" || size === "room";
  const phone = isUpright() && !isAsMade ? BUTTONS : 0;
  return [top, Math.max(right, phone), bottom, left];
}

/* What the way in would be in the way of. */
export function isBusy(phase) {
  return (size === "room" ? BUSY_IN_ROOM : BUSY).includes(phase);
}

/* Where anything may stand, in px. */
export function safeBox() {
  const { innerHeight: height, innerWidth: width } = window;
  const [top, right, bottom, left] = sides();
  return {
    top: top * height,
    right: (1 - right) * width,
    bottom: (1 - bottom) * height,
    left: left * width,
  };
}

/* Where a question may stand, in px, and how high it may be. */
export function roomFor() {
  const height = window.innerHeight;
  const box = safeBox();
  if (size === "room") {
    return { ...box, most: box.bottom - box.top };
  }
  if (!isUpright()) {
    return { ...box, most: (size === "large" ? MOST_LARGE : MOST) * height };
  }
  const { top, bottom, most } = UPRIGHT;
  const low = Math.min(Math.max(bottom * height, box.top + most * height), box.bottom);
  const high = Math.min(Math.max(top * height, box.top), low - most * height);
  return { ...box, top: Math.max(high, box.top), bottom: low, most: most * height };
}

/* Says to the sheets what stays free, now and whenever the picture is turned. */
export function frame() {
  const style = document.documentElement.style;
  const units = ["vh", "vw", "vh", "vw"];
  sides().forEach((side, place) => {
    style.setProperty(`--${SIDES[place]}`, `${100 * side}${units[place]}`);
  });
  style.setProperty("--floor", `${window.innerHeight - roomFor().bottom}px`);
}
