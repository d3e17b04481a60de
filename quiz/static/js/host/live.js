/* What is true now, asked for each second and at every instant that is known to change something. */

import { MISSES, PATIENCE_MS, keepCounting, pause } from "../live/renewal.js";
import { ask, json } from "../live/request.js";

/* Follows the event; `renew()` asks at once, `hold(why, true)` keeps the parts as they are, `stay(true)`
   asks on while the page is out of sight, `once(hear)` tells the next answer. */
export function followLive(root, clock) {
  const away = document.getElementById("away");
  const signedOut = document.getElementById("signed-out");
  const watchers = [];
  let waiters = [];
  let stays = false;
  let timer = 0;
  let misses = 0;
  let asking = 0;
  const holding = new Set();

  function facesOf() {
    const parts = root.querySelectorAll("[data-part]");
    return Array.from(parts, (part) => `${part.dataset.part}=${part.dataset.face}`).join("&");
  }

  async function renew() {
    clearTimeout(timer);
    const mine = (asking += 1);
    const answer = await look();
    // Whoever asked later has the newer truth.
    if (mine !== asking) {
      return;
    }
    if (answer) {
      // Only now the forms can be sent by who has signed in again.
      renewToken(answer.token);
      signedOut.hidden = true;
      showAway(false);
      paint(root, answer, holding.size > 0);
      watchers.forEach((watch) => watch(answer));
      const waited = waiters;
      waiters = [];
      waited.forEach((hear) => hear(answer));
    }
    if (!document.hidden || stays) {
      timer = setTimeout(renew, pause(answer, clock.now()));
    }
  }

  async function look() {
    try {
      const options = { headers: { Accept: "application/json" }, cache: "no-store" };
      const response = await ask(`${root.dataset.live}?${facesOf()}`, options, PATIENCE_MS);
      if (!response.ok) {
        signedOut.hidden = response.status !== 401 && response.status !== 403;
        throw new Error("The server refused.");
      }
      const answer = await json(response);
      misses = 0;
      return answer;
    } catch (error) {
      misses += 1;
      showAway(misses >= MISSES && signedOut.hidden);
      return null;
    }
  }

  function showAway(isAway) {
    away.hidden = !isAway;
    root.classList.toggle("is-away", isAway || !signedOut.hidden);
  }

  function hold(why, on) {
    if (on) {
      holding.add(why);
    } else if (holding.delete(why)) {
      renew();
    }
  }

  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (!document.hidden) {
      renew();
    }
  });
  // A part that is swapped under a pressed finger would swallow the click.
  root.addEventListener("pointerdown", () => hold("pointer", true));
  ["pointerup", "pointercancel"].forEach((name) => {
    window.addEventListener(name, () => setTimeout(() => hold("pointer", false), 0));
  });
  keepCounting(root, clock);
  renew();
  return {
    renew,
    hold,
    watch: (watcher) => watchers.push(watcher),
    once: (waiter) => waiters.push(waiter),
    stay: (on) => {
      stays = on;
    },
  };
}

/* Who signs in again in another tab has another token: the forms of this page get it too. */
function renewToken(token) {
  document.querySelectorAll("input[name=csrf_token]").forEach((field) => {
    field.value = token;
  });
}

function paint(root, answer, held) {
  if (!held) {
    Object.keys(answer.parts).forEach((name) => {
      swap(root.querySelector(`[data-part="${name}"]`), answer.parts[name]);
    });
  }
  root.querySelectorAll("[data-number]").forEach((place) => {
    const text = answer.texts[place.dataset.number];
    if (text !== undefined && place.textContent !== text) {
      place.textContent = text;
    }
  });
}

/* Puts the new part in, with the focus and what was unfolded as they were. */
function swap(place, part) {
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  const inside = focused ? focused.closest("[id]") : null;
  const unfolded = Array.from(place.querySelectorAll("details[open]"), (one) => one.id);
  const before = new Map(Array.from(place.querySelectorAll("[data-until]"), (one) => [one.dataset.until, one.textContent]));
  place.innerHTML = part.html;
  place.dataset.face = part.face;
  place.querySelectorAll("[data-until]").forEach((one) => {
    one.textContent = before.get(one.dataset.until) || "";
  });
  unfolded.forEach((id) => {
    const found = document.getElementById(id);
    if (found) {
      found.open = true;
    }
  });
  const again = inside && document.getElementById(inside.id);
  if (again) {
    (again.matches("details") ? again.querySelector("summary") : again).focus();
  }
  place.dispatchEvent(new CustomEvent("swapped", { bubbles: true }));
}
