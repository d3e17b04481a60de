/* The pulse: asked for every `poll_ms` while the page is seen, and once when it is seen again. */

import { ask, backoff, isOurs, json } from "./request.js";

const MOST_MS = 8000;
const FIRST_MS = 1000;
const LONGEST_MS = 20000;
/* A crowd whose `poll_ms` is longer than this is a large one. */
const LARGE_MS = 5000;
const LEAD_MS = 3000;
const FIELDS = { event: "string", version: "number", now: "number", phase: "string", scene: "string" };

/* An older document than the one we know, from a cache on the way. */
function isOlder(pulse, last) {
  if (!last || pulse.event !== last.event) {
    return false;
  }
  return pulse.version < last.version || (pulse.version === last.version && pulse.now < last.now);
}

/* How long after a pulse the next is asked for. A large crowd that answers needs the machine for its
   answers, so a pulse that could tell nothing new is left out: one while the question is open, if
   it cannot be closed any earlier by then, as closing takes a lead of a poll and three seconds. */
export function pause({ now, poll_ms: poll, opens_at: opens, closes_at: closes }) {
  const asks = now + poll;
  const isOpen = opens !== null && opens <= asks && asks < closes;
  const isSettled = closes <= asks + poll + LEAD_MS;
  return poll > LARGE_MS && isOpen && isSettled ? 2 * poll : poll;
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
    try {
      const response = await ask(url(), { credentials: "omit" }, MOST_MS);
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
      later(backoff(tries, FIRST_MS, LONGEST_MS));
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
