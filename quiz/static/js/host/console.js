/* The host's console: everything on it works without this script; with it nothing reloads. */

import { makeClock } from "../live/clock.js";
import { listenToKeys } from "./keys.js";
import { followLive } from "./live.js";
import { letSearch, showKinds } from "./loader.js";
import { watchFirst } from "./newcomers.js";
import { letDrag } from "./order.js";
import { sendInPlace } from "./send.js";
import { letSheets } from "./sheets.js";
import { foresee } from "./typed.js";
import { offerCopies } from "../staff/copy.js";

const root = document.getElementById("console");
const clock = makeClock(root.dataset.clock);
document.documentElement.classList.add("scripted");

clock.sync();
const live = followLive(root, clock);
sendInPlace(root, live);
listenToKeys(root);
watchFirst(root);
letSheets(root);
letDrag(root, live);
letSearch(document.querySelector("[data-search]"), document.getElementById("found"), live);
showKinds(root);
foresee(root);
offerCopies(root);
