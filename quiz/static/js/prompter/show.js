/* The prompter: asks each second what stands there, and at every instant that is known to change it. */

import { makeClock } from "../live/clock.js";
import { followBody } from "../live/body.js";

const root = document.getElementById("main");
const clock = makeClock(root.dataset.clock);

clock.sync();
followBody(root, clock);
