/* What the auto-pilot does next, counted down where it is read. */

import { makeClock } from "../live/clock.js";
import { keepCounting } from "../live/renewal.js";

const place = document.getElementById("pilot");
if (place) {
  const clock = makeClock(place.dataset.clock);
  clock.sync();
  keepCounting(place, clock);
}
