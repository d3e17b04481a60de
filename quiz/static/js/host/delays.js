/* Where delays are measured: the taps appear as they arrive, and the flashes are counted down. */

import { followBody } from "../live/body.js";
import { makeClock } from "../live/clock.js";

const root = document.getElementById("measured");
const clock = makeClock(root.dataset.clock);
const live = followBody(root, clock);
let focused = "";

/* Who stands on a button stands on it still once it was drawn anew. */
root.addEventListener("focusin", (event) => {
  focused = event.target.id;
});
root.addEventListener("focusout", (event) => {
  focused = event.relatedTarget ? "" : focused;
});
new MutationObserver(() => {
  const again = focused && document.activeElement === document.body && document.getElementById(focused);
  if (again) {
    again.focus({ preventScroll: true });
  }
}).observe(root, { childList: true });

// A button that is swapped under a finger would swallow the press.
root.addEventListener("pointerdown", () => live.hold(true));
["pointerup", "pointercancel"].forEach((name) => {
  window.addEventListener(name, () => setTimeout(() => live.hold(false), 0));
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) {
    clock.sync();
    live.renew();
  }
});
clock.sync();
