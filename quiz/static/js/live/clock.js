/* The server's time: the quickest of a few questions is the truest, counted on by our own clock. */

import { BEHAVIOUR } from "./behaviour.js";
import { ask, json, part, wait } from "./request.js";

const CLOCK = BEHAVIOUR.clock;

/* A clock whose `now()` is the server's milliseconds; `sync()` measures it again. */
export function makeClock(url) {
  let offset = Date.now() - performance.now();
  let again = 0;

  async function question() {
    const asked = performance.now();
    const body = await json(await ask(url, { cache: "no-store", credentials: "omit" }, CLOCK.most_ms));
    const answered = performance.now();
    if (typeof body.now !== "number") {
      throw new Error("The clock said nothing.");
    }
    return { took: answered - asked, offset: body.now - (asked + answered) / 2 };
  }

  async function sync() {
    clearTimeout(again);
    let best = null;
    for (let i = 0; i < CLOCK.questions; i += 1) {
      try {
        const one = await question();
        if (!best || one.took < best.took) {
          best = one;
          offset = one.offset;
        }
      } catch (error) {
        // A question that was lost tells nothing; the others do.
      }
      await wait(part(CLOCK.apart_ms));
    }
    again = setTimeout(sync, CLOCK.every_ms);
  }

  return { now: () => performance.now() + offset, sync };
}
