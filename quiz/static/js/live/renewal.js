/* How a page of the studio is kept new: asked for each second and at every instant that is known to
   change it; what counts down in it is counted here. */

import { secondsUntil } from "./countdown.js";

const EVERY_MS = 1000;
const AFTER_MS = 60;
const SOON_MS = 50;
const TICK_MS = 100;

/* For how long one answer is waited for, and after how many that did not come the server is away. */
export const PATIENCE_MS = 4000;
export const MISSES = 2;

/* How many ms after an answer, or none, the next is asked for. */
export function pause(answer, now) {
  const change = answer && answer.changes_at ? answer.changes_at - now + AFTER_MS : EVERY_MS;
  return Math.min(EVERY_MS, Math.max(SOON_MS, change));
}

/* Keeps `[data-until]` in `root` at the seconds that are left; the function paints them at once. */
export function keepCounting(root, clock) {
  const paint = () => countDown(root, clock.now());
  setInterval(paint, TICK_MS);
  return paint;
}

function countDown(root, now) {
  root.querySelectorAll("[data-until]").forEach((place) => {
    const text = String(secondsUntil(Number(place.dataset.until), now));
    if (place.textContent !== text) {
      place.textContent = text;
    }
  });
}
