/* Three numerals, each tapped when it is seen: its instant is the server's time at the touch, and is
   sent until it has arrived. Other flashes ask for other taps. */

import { makeClock } from "../live/clock.js";
import { ask, backoff, json, wait } from "../live/request.js";

const MOST_MS = 8000;
const AGAIN_MS = 500;
const LONGEST_MS = 5000;
const EVERY_MS = 2000;
// What was touched longer ago was not this press.
const PRESS_MS = 2000;

const root = document.getElementById("main");
const form = document.getElementById("taps");
const says = document.getElementById("says");
const buttons = Array.from(form.querySelectorAll("button"));
const clock = makeClock(root.dataset.clock);
const { sending, failed, again, over, live } = root.dataset;
let series = root.dataset.series;
let touched = 0;
let synced = clock.sync();

function say(kind, sentence) {
  says.className = `says ${kind}`;
  says.textContent = sentence;
}

function close(button, isClosed) {
  button.setAttribute("aria-disabled", String(isClosed));
}

function mark(button, isDone) {
  close(button, isDone);
  button.querySelector(".done").hidden = !isDone;
}

/* What the server says of a tap; asked until it says something. */
async function insist(body) {
  for (let tries = 0; ; tries += 1) {
    try {
      const headers = { Accept: "application/json" };
      const response = await ask(form.action, { method: "POST", body, headers }, MOST_MS);
      if (response.status < 500) {
        return await json(response);
      }
    } catch (error) {
      // Without an answer nobody knows: the same tap is sent again.
    }
    say("failed", failed);
    await wait(AGAIN_MS + backoff(tries, AGAIN_MS, LONGEST_MS));
  }
}

async function send(button, moment) {
  const mine = series;
  mark(button, true);
  say("", sending);
  await synced;
  const body = new URLSearchParams({
    tapper: form.elements.tapper.value,
    number: button.value,
    at: Math.round(clock.now() - (performance.now() - moment)),
  });
  const answer = await insist(body);
  if (mine === series || answer.status === "taken") {
    mark(button, answer.status === "taken");
    say(answer.status || "failed", answer.sentence || answer.error || failed);
  }
}

/* Whether the flashes that are tapped on are still the last ones. */
async function look() {
  const response = await ask(live, { cache: "no-store" }, MOST_MS).catch(() => null);
  const told = response && response.ok ? await json(response) : null;
  if (response && response.status === 404) {
    say("", over);
    buttons.forEach((button) => close(button, true));
    return;
  }
  if (told && String(told.series || "") !== series) {
    const had = series;
    series = String(told.series || "");
    buttons.forEach((button) => mark(button, false));
    say("", had ? again : "");
  }
  setTimeout(look, EVERY_MS);
}

form.addEventListener("pointerdown", () => {
  touched = performance.now();
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const now = performance.now();
  const moment = touched && now - touched < PRESS_MS ? touched : now;
  touched = 0;
  if (button && button.getAttribute("aria-disabled") !== "true") {
    send(button, moment);
  }
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) {
    // A clock that slept with the phone is late.
    synced = clock.sync();
  }
});
look();
