/* The remote: a phone that takes a few steps, and says what became of each. */

import { followBody } from "../live/body.js";
import { makeClock } from "../live/clock.js";
import { letPress } from "./press.js";

const root = document.getElementById("main");
const clock = makeClock(root.dataset.clock);
const live = followBody(root, clock);

function wake() {
  if (!document.hidden) {
    // A clock that slept with the phone is late.
    clock.sync();
    live.renew();
  }
}

clock.sync();
letPress(root, live);
document.addEventListener("visibilitychange", wake);
window.addEventListener("online", wake);
