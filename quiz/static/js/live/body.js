/* A page's body that the server writes anew: asked for each second and at every instant that is known
   to change it; what counts down in it is counted here. */

import { ask, json } from "./request.js";

const EVERY_MS = 1000;
const PATIENCE_MS = 4000;
const AFTER_MS = 60;
const SOON_MS = 50;
const MISSES = 2;
const TICK_MS = 100;
const MINUTE = 60;
const GONE = 404;

/* Follows `root.dataset.live`; `renew()` asks at once. A link that was replaced empties the page. */
export function followBody(root, clock) {
  const away = document.getElementById("away");
  const replaced = document.getElementById("replaced");
  let face = "";
  let timer = 0;
  let misses = 0;
  let asking = 0;

  async function renew() {
    clearTimeout(timer);
    const mine = (asking += 1);
    const answer = await look();
    // Whoever asked later has the newer truth.
    if (mine === asking) {
      paint(answer);
      timer = setTimeout(renew, pause(answer));
    }
  }

  async function look() {
    try {
      const url = `${root.dataset.live}${root.dataset.live.includes("?") ? "&" : "?"}face=${face}`;
      const response = await ask(url, { headers: { Accept: "application/json" }, cache: "no-store" }, PATIENCE_MS);
      replaced.hidden = response.status !== GONE;
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
    if (answer && answer.html !== undefined) {
      root.innerHTML = answer.html;
      face = answer.face;
      countDown();
      root.dispatchEvent(new CustomEvent("renewed"));
    }
  }

  function pause(answer) {
    const change = answer && answer.changes_at ? answer.changes_at - clock.now() + AFTER_MS : EVERY_MS;
    return Math.min(EVERY_MS, Math.max(SOON_MS, change));
  }

  function countDown() {
    root.querySelectorAll("[data-until]").forEach((place) => {
      const seconds = Math.max(0, Math.ceil((Number(place.dataset.until) - clock.now()) / 1000));
      const rest = String(seconds % MINUTE).padStart(2, "0");
      const text = seconds < MINUTE ? String(seconds) : `${Math.floor(seconds / MINUTE)}:${rest}`;
      if (place.textContent !== text) {
        place.textContent = text;
      }
    });
  }

  setInterval(countDown, TICK_MS);
  renew();
  return { renew };
}
