/* A page's body that the server writes anew. */

import { MISSES, PATIENCE_MS, keepCounting, pause } from "./renewal.js";
import { ask, json } from "./request.js";

// A link that was replaced, and a phone that was thrown out.
const GONE = new Set([403, 404]);

/* Follows `root.dataset.live`. A link that was replaced empties the page. Gives `renew()`, which asks at
   once, `hold(true)`, which keeps the body as it is, and `once(hear)`, which tells the next answer. */
export function followBody(root, clock) {
  const away = document.getElementById("away");
  const replaced = document.getElementById("replaced");
  const countDown = keepCounting(root, clock);
  let face = "";
  let timer = 0;
  let misses = 0;
  let asking = 0;
  let held = false;
  let waiters = [];

  async function renew() {
    clearTimeout(timer);
    const mine = (asking += 1);
    const answer = await look();
    // Whoever asked later has the newer truth.
    if (mine === asking) {
      paint(answer);
      tell(answer);
      timer = setTimeout(renew, pause(answer, clock.now()));
    }
  }

  async function look() {
    try {
      const url = `${root.dataset.live}${root.dataset.live.includes("?") ? "&" : "?"}face=${face}`;
      const response = await ask(url, { headers: { Accept: "application/json" }, cache: "no-store" }, PATIENCE_MS);
      replaced.hidden = !GONE.has(response.status);
      if (!replaced.hidden) {
        root.innerHTML = "";
        face = "";
      }
      misses = response.ok || !replaced.hidden ? 0 : misses + 1;
      return response.ok ? await json(response) : null;
    } catch (error) {
      misses += 1;
      return null;
    } finally {
      away.hidden = misses < MISSES;
    }
  }

  function paint(answer) {
    if (answer && answer.html !== undefined && !held) {
      root.innerHTML = answer.html;
      face = answer.face;
      countDown();
    }
  }

  function tell(answer) {
    if (answer) {
      const waited = waiters;
      waiters = [];
      waited.forEach((hear) => hear(answer));
    }
  }

  function hold(on) {
    const wasHeld = held;
    held = on;
    if (wasHeld && !on) {
      renew();
    }
  }

  renew();
  return { renew, hold, once: (waiter) => waiters.push(waiter) };
}
