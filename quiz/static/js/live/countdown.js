/* Figures and the glaze line, painted from the clock: nothing here counts by itself. */

const SECOND_MS = 1000;
const still = window.matchMedia("(prefers-reduced-motion: reduce)");

/* Whole seconds until `instant`, never below zero. */
export function secondsUntil(instant, now) {
  return Math.max(0, Math.ceil((instant - now) / SECOND_MS));
}

/* Calls `paint(now)` at each second's turn of `clock`; each frame while `moves()` says so. */
export function everySecond(clock, paint, moves) {
  function tick() {
    const now = clock.now();
    paint(now);
    if (moves() && !still.matches) {
      requestAnimationFrame(tick);
    } else {
      setTimeout(tick, SECOND_MS - (now % SECOND_MS) + 5);
    }
  }
  tick();
}

/* Paint `[data-count]` and `[data-line]` in `root`: `instants` are opens and closes, or null. */
export function paintCounts(root, instants, now) {
  root.querySelectorAll("[data-count]").forEach((place) => {
    const instant = instants[place.dataset.count];
    if (instant) {
      const text = String(secondsUntil(instant, now));
      if (place.textContent !== text) {
        place.textContent = text;
        place.classList.toggle("short", text.length === 1 && Number(text) <= 5);
      }
    }
  });
  const line = root.querySelector("[data-line]");
  if (line && instants.closes) {
    const whole = instants.closes - instants.opens;
    const left = Math.min(1, Math.max(0, (instants.closes - now) / whole));
    line.style.transform = `scaleX(${left.toFixed(4)})`;
  }
}
