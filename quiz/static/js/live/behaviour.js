/* How a phone paces itself: one table of numbers, and the few rules that read it. Simulated phones
   read the same table, so what stands between its braces is JSON, and follow the same rules. */

import { backoff, part } from "./request.js";

/* Of each kind of request: how long its answer is waited for; how long at most before it is asked
   again for the first time, doubled each time, and at most at all; how long at least. The clock is
   so many questions, asked again now and then. */
export const BEHAVIOUR = {
  "clock": { "most_ms": 4000, "questions": 4, "apart_ms": 250, "every_ms": 600000 },
  "pulse": { "most_ms": 8000, "first_ms": 1000, "longest_ms": 20000, "least_ms": 0 },
  "scene": { "most_ms": 8000, "first_ms": 500, "longest_ms": 8000, "least_ms": 0 },
  "join": { "most_ms": 8000, "first_ms": 1000, "longest_ms": 10000, "least_ms": 0 },
  "answer": { "most_ms": 6000, "first_ms": 700, "longest_ms": 8000, "least_ms": 0 },
  "me": { "most_ms": 8000, "first_ms": 1000, "longest_ms": 15000, "least_ms": 1000 },
  "pace": { "large_ms": 5000, "lead_ms": 3000, "after_ms": 300, "early_ms": 250, "lost_ms": 500, "result_ms": 3000 }
};

const PACE = BEHAVIOUR.pace;

/* How long the server asks to be left alone, in ms; 0 where it does not say, or did not answer. */
export function askedMs(response) {
  return response ? Number(response.headers.get("Retry-After")) * 1000 || 0 : 0;
}

/* How long to wait before try number `tries` (from 0) is followed by another: what the server asks
   for, apart from the others, and longer each time. */
export function again(what, tries, asked) {
  const { first_ms: first, longest_ms: longest, least_ms: least } = BEHAVIOUR[what];
  return asked + part(asked) + backoff(tries, first, longest) + least;
}

/* How long after a pulse the next is asked for. A large crowd that answers needs the machine for its
   answers, so a pulse that could tell nothing new is left out: one while the question is open, if
   its close cannot move any more, as that takes a lead of a poll and three seconds. */
export function pause({ now, poll_ms: poll, opens_at: opens, closes_at: closes }) {
  const asks = now + poll;
  const isOpen = opens !== null && opens <= asks && asks < closes;
  const isSettled = closes <= asks + PACE.lead_ms;
  return poll > PACE.large_ms && isOpen && isSettled ? 2 * poll : poll;
}

/* How long after its instant the next scene is fetched: all clocks have come to it by then. */
export function afterInstant(spread) {
  return PACE.after_ms + part(spread);
}

/* How long to wait where a scene was asked for too early. */
export function afterEarly(spread) {
  return PACE.early_ms + part(spread);
}

/* How long to wait for another pulse where the scene of the last one is gone. */
export function afterLost() {
  return PACE.lost_ms + part(2 * PACE.lost_ms);
}

/* How long after a scene that shows results one's own is asked for. */
export function afterResult(spread) {
  return part(Math.max(PACE.result_ms, 4 * spread));
}

/* How long after it is known that points were mended one's own are asked for. */
export function afterMend(spread) {
  return part(4 * spread);
}
