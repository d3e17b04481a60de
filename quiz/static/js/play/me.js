/* `me`: my answer, points, score and rank; asked for at the start, on waking, after a reveal. */

import { BEHAVIOUR, afterResult, again, askedMs } from "../live/behaviour.js";
import { ask, isOurs, json } from "../live/request.js";

/* The status of an answer of ours; 0 where something on the way answered in its place. */
function statusOf(response, body) {
  if (response.ok) {
    return isOurs(body, { player: "object", score: "number", players: "number" }) ? 200 : 0;
  }
  return isOurs(body, { status: "string" }) ? response.status : 0;
}

/* `changed()` when there is something new, `left()` when the server knows no such player. */
export function makeMe({ code, store, changed, left }) {
  let known = null;
  let status = 0;
  let timer = 0;
  let tries = 0;
  let asked = 0;
  let resultOf = null;
  let waitingFor = null;
  let boardOf = null;

  async function once() {
    asked = 0;
    try {
      const response = await ask(`/my/${code}/me`, { cache: "no-store" }, BEHAVIOUR.me.most_ms);
      asked = askedMs(response);
      const body = await json(response);
      status = statusOf(response, body);
      known = status === 200 ? body : known;
    } catch (error) {
      status = 0;
    }
    return status === 200 ? known : null;
  }

  async function now() {
    await once();
    if (status === 200) {
      tries = 0;
      remember();
      changed();
    } else if (status === 401 || status === 404) {
      left();
    } else if (status !== 403) {
      soon(again("me", tries, asked));
      tries += 1;
    }
  }

  function soon(ms) {
    clearTimeout(timer);
    timer = setTimeout(now, ms);
  }

  /* What came belongs to the scene that was waiting; its rank is kept to tell the next move. */
  function remember() {
    if (waitingFor !== null) {
      resultOf = waitingFor;
      waitingFor = null;
    }
    if (resultOf !== null && known.rank !== null) {
      const ranks = store.read("ranks") || {};
      ranks[resultOf] = known.rank;
      store.write("ranks", ranks);
    }
  }

  return {
    now: () => known,
    ask: once,
    soon,
    /* Whether the server has just said that it knows no such player. */
    isNobody: () => status === 401,
    isUnknown: () => status === 0 || status >= 500,
    /* Whether what is known is the result of the round of this revealed scene. */
    isOf: (scene) => known !== null && resultOf === Number(scene.dataset.round),
    /* How many ranks the player rose (or fell) with `round`. */
    move(round) {
      const ranks = store.read("ranks") || {};
      const before = Object.keys(ranks).map(Number).filter((other) => other < round);
      const then = before.length ? ranks[Math.max(...before)] : null;
      return then && known && known.rank !== null && ranks[round] ? then - known.rank : 0;
    },
    /* A scene was shown: a reveal, and what mends one, is followed by a look at one's result. */
    after(scene, pulse, isFirst) {
      const { phase, round } = scene.dataset;
      if (!["revealed", "void", "board", "over"].includes(phase)) {
        return;
      }
      const number = round === undefined ? resultOf : Number(round);
      // A board that comes twice was mended; the first one follows a reveal that was looked at.
      const isSeen = phase === "board" && resultOf === number && boardOf !== number;
      boardOf = phase === "board" ? number : boardOf;
      if (isSeen) {
        return;
      }
      // Who reloads in the middle of a reveal has asked just before, and sees it without waiting.
      if (isFirst && known !== null) {
        resultOf = number;
        changed();
      }
      waitingFor = number;
      soon(afterResult(pulse.spread_ms));
    },
  };
}
