/* The test card: on for a while, or until a question is launched; and what else staff say of the
   page, asked for whenever the event has changed. */

import { ask } from "../live/request.js";
import { setFlashes } from "./flash.js";

const MOST_MS = 8000;
const ON = ["ready", "open", "closed"];

const { face, card, version: drawn } = document.body.dataset;
const place = document.getElementById("card");
const size = place.querySelector("[data-card=size]");
const hour = place.querySelector("[data-card=clock]");
const frame = `${location.pathname.replace(/\/$/, "")}/frame`;

let until = Number(card);
let version = Number(drawn);

/* The hour to the tenth, so that a picture that hangs is seen to hang. */
function hourOf(now) {
  const tenth = Math.floor((now % 1000) / 100);
  return `${new Date(now).toLocaleTimeString("fr-FR")},${tenth}`;
}

/* As it is at this instant. */
export function paintCard(now) {
  const isOn = now < until;
  place.hidden = !isOn;
  document.body.classList.toggle("has-card", isOn);
  if (isOn) {
    size.textContent = `${window.innerWidth} × ${window.innerHeight} px`;
    hour.textContent = hourOf(now);
  }
}

/* What staff said since the last pulse: another form is another page. */
export async function heed(pulse) {
  if (ON.includes(pulse.phase)) {
    until = 0;
    setFlashes([]);
  }
  if (version === pulse.version) {
    return;
  }
  version = pulse.version;
  const response = await ask(frame, { cache: "no-store" }, MOST_MS).catch(() => null);
  const told = response && response.ok ? await response.json() : null;
  if (!told) {
    // It is asked again with the next pulse.
    version = null;
  } else if (told.face !== face) {
    location.reload();
  } else {
    until = told.card || 0;
    setFlashes(told.flashes || []);
  }
}
