/* Buttons that take a step without leaving the page, and one line that says what became of it. */

import { hasArrived, stepOf } from "../live/arrived.js";
import { ask, json } from "../live/request.js";

const PATIENCE_MS = 10000;
// A button that has just changed its meaning does not take the second half of a double press.
const SETTLE_MS = 700;

export function letPress(root, live) {
  const status = document.getElementById("status");
  let sending = false;
  let settled = 0;

  function say(kind, sentence) {
    status.className = `status ${kind}`;
    status.textContent = sentence;
  }

  async function send(url) {
    sending = true;
    say("", root.dataset.sending);
    let answer = null;
    try {
      const headers = { Accept: "application/json" };
      answer = await json(await ask(url, { method: "POST", headers }, PATIENCE_MS));
    } catch (error) {
      answer = null;
    }
    sending = false;
    settled = performance.now() + SETTLE_MS;
    if (answer) {
      const well = answer.status === "done" || answer.status === "already";
      say(well ? answer.status : "refused", answer.sentence || answer.error || root.dataset.failed);
    } else {
      doubt(url);
    }
    live.renew();
  }

  /* Without an answer nobody knows: the next truth that comes says whether the step had arrived. */
  function doubt(url) {
    say("refused", root.dataset.unsure);
    live.once((now) => {
      const had = hasArrived(now, stepOf(url), new URL(url).searchParams);
      say(had ? "done" : "refused", had ? root.dataset.arrived : root.dataset.lost);
    });
  }

  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-send]");
    if (!button) {
      return;
    }
    event.preventDefault();
    if (button.getAttribute("aria-disabled") === "true") {
      say("refused", button.title);
      live.renew();
    } else if (!sending && performance.now() >= settled) {
      send(button.formAction);
    }
  });
  // A button that is swapped under a finger would swallow the press.
  root.addEventListener("pointerdown", () => live.hold(true));
  ["pointerup", "pointercancel"].forEach((name) => {
    window.addEventListener(name, () => setTimeout(() => live.hold(false), 0));
  });
}
