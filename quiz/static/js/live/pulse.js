/* The pulse: asked for every `poll_ms` while the page is seen, and once when it is seen again. */

import { BEHAVIOUR, again, askedMs, pause } from "./behaviour.js";
import { ask, isOurs, json } from "./request.js";

const FIELDS = { event: "string", version: "number", now: "number", phase: "string", scene: "string" };

/* An older document than the one we know, from a cache on the way. */
function isOlder(pulse, last) {
  if (!last || pulse.event !== last.event) {
    return false;
  }
  return pulse.version < last.version || (pulse.version === last.version && pulse.now < last.now);
}

/* Asks `url()` for ever. `beat(pulse)` at each new one, `missed(tries)` at each failure,
   `woke()` when the page is seen again, `moved()` when it is another event's. */
export function followPulse({ url, beat, missed, woke, moved }) {
  let last = null;
  let timer = 0;
  let tries = 0;
  let asking = false;

  function later(ms) {
    clearTimeout(timer);
    timer = setTimeout(now, ms);
  }

  async function now() {
    clearTimeout(timer);
    if (document.hidden || asking) {
      return;
    }
    asking = true;
    let response = null;
    try {
      response = await ask(url(), { credentials: "omit" }, BEHAVIOUR.pulse.most_ms);
      if (!response.ok) {
        throw new Error(`The pulse is ${response.status}.`);
      }
      const pulse = await json(response);
      if (!isOurs(pulse, FIELDS)) {
        throw new Error("This is no pulse.");
      }
      take(pulse);
    } catch (error) {
      missed(tries);
      later(again("pulse", tries, askedMs(response)));
      tries += 1;
    } finally {
      asking = false;
    }
  }

  function take(pulse) {
    tries = 0;
    later(pause(pulse));
    if (last && pulse.event !== last.event) {
      moved();
    } else if (!isOlder(pulse, last)) {
      last = pulse;
      beat(pulse);
    }
  }

  function wake() {
    if (document.hidden) {
      clearTimeout(timer);
    } else {
      now();
      woke();
    }
  }

  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", now);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      wake();
    }
  });
  now();
  return { now, soon: later, last: () => last };
}
