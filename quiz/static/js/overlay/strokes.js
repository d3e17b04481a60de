/* When the bowl is struck: five seconds before a question's close, at its close and at its reveal;
   each once, and nothing of what is over, was cancelled or is void. */

const BEFORE_MS = 5000;
const ON = ["open", "closed"];
// A stroke is handed over so long before its instant, which is then kept exactly; what is later is left out.
const AHEAD_MS = 250;
const LATE_MS = 150;
// Whoever closes a question does it seconds ahead: an end that comes sooner is a void question's.
const KNOWN_MS = 1000;
// Who has not seen the question for so long does not know when its answer came.
const FRESH_MS = 5000;

/* Calls `strike(stroke, ms)`, in how many ms it is to be heard. */
export function makeStrokes(strike) {
  let question = null;

  /* What a pulse says of the question that is on. */
  function beat({ phase, opens_at: opens, closes_at: closes }, now) {
    const isOn = ON.includes(phase);
    if (isOn && (!question || question.opens !== opens)) {
      question = { opens, closes: null, struck: new Set() };
    }
    if (isOn && question.closes !== closes) {
      Object.assign(question, { closes, since: now });
    }
    if (question) {
      Object.assign(question, { isOn, seen: isOn ? now : question.seen });
    }
  }

  function once(stroke, ms) {
    if (!question.struck.has(stroke)) {
      question.struck.add(stroke);
      strike(stroke, ms);
    }
  }

  function strikeAt(stroke, instant, now) {
    const left = instant - now;
    if (-LATE_MS <= left && left <= AHEAD_MS) {
      once(stroke, left);
    }
  }

  /* As it is at this instant. */
  function tick(now) {
    if (question && question.isOn) {
      strikeAt("soft", question.closes - BEFORE_MS, now);
      if (question.closes - question.since >= KNOWN_MS) {
        strikeAt("full", question.closes, now);
      }
    }
  }

  /* A scene of that phase is seen from now on. */
  function see(phase, now) {
    if (phase === "revealed" && question && now - question.seen <= FRESH_MS) {
      once("clear", 0);
    }
  }

  return { beat, tick, see };
}
