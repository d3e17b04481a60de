/* The flashes by which delays are measured, each at its instant and never two in one second. */

import { strikeAloud } from "./sound.js";

const LASTS_MS = 1200;
// So long before its instant a flash is prepared, which is then kept to some milliseconds.
const AHEAD_MS = 150;

const place = document.getElementById("flash");
const numeral = place.querySelector("[data-numeral]");

let instants = document.body.dataset.flashes.split(" ").filter(Boolean).map(Number);
let prepared = 0;

/* The instants of all flashes, in ms of the server's time, in the order of their numerals. */
export function setFlashes(all) {
  instants = all;
}

function paint(now) {
  const number = 1 + instants.findIndex((at) => at <= now && now < at + LASTS_MS);
  place.hidden = number === 0;
  if (number) {
    numeral.textContent = number;
  }
}

/* As it is at this instant. */
export function tickFlash(now) {
  paint(now);
  const next = instants.find((at) => now < at && at <= now + AHEAD_MS);
  if (next && next !== prepared) {
    prepared = next;
    strikeAloud(next - now);
    setTimeout(() => paint(next), next - now);
  }
}
