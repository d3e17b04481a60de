/* Answers given: sent until the server has said what became of them, across reloads too.

   A record is {v, lang, status}: `sending` and `trying` are not known yet; `sent` is stored, as
   `accepted` where the server has said so; `other` is stored, and was another one; `refused` is not, and `said` tells why: where `readings`
   stand, it may have been meant in these ways, of which one is sent again as `plain`. */

import { BEHAVIOUR, again, askedMs } from "../live/behaviour.js";
import { ask, isOurs, json, wait } from "../live/request.js";

export function isKnown(record) {
  return record !== null && record.status !== "sending" && record.status !== "trying";
}

export function isStored(record) {
  return record !== null && (record.status === "sent" || record.status === "other");
}

/* `changed(round, record)` hears of every step; `refusals` has a sentence for each that is final. */
export function makeAnswers({ code, store, changed, refusals }) {
  const records = store.read("answers") || {};
  const underway = {};

  function set(round, record) {
    records[round] = record;
    store.write("answers", records);
    changed(round, record);
  }

  function forget(round) {
    delete records[round];
    store.write("answers", records);
  }

  function path(round, record) {
    const plain = record.plain ? "&plain=1" : "";
    // Several texts stand in lines; each is sent as a value of its own.
    const values = record.v.split("\n").map((text) => `&v=${encodeURIComponent(text)}`);
    const query = `lang=${record.lang}${values.join("")}`;
    return `/my/${code}/rounds/${round}/answer?${query}${plain}`;
  }

  /* Whether the server has said what became of the answer: by a verdict of ours in its body, and
     not by a page that something on the way sent in its place. */
  function conclude(round, record, response, body) {
    const isRefusal = response.status >= 400 && response.status < 500;
    if (response.ok && body.status === "accepted" && isOurs(body, { elapsed_ms: "number" })) {
      set(round, Object.assign({}, record, { status: "sent" }));
    } else if (isRefusal && body.status === "already_answered" && isOurs(body, { answer: "string" })) {
      const same = body.answer === record.v;
      set(round, { v: body.answer, lang: record.lang, plain: true, status: same ? "sent" : "other" });
    } else if (isRefusal && body.status in refusals) {
      const said = (body.status === "malformed" && body.message) || refusals[body.status];
      const { v, lang } = record;
      const refused = { v, lang, status: "refused", said, verdict: body.status, readings: body.readings };
      forget(round);
      changed(round, refused);
    } else {
      return false;
    }
    return true;
  }

  async function send(round) {
    underway[round] = true;
    for (let tries = 0; !isKnown(records[round] || null); tries += 1) {
      const record = records[round];
      let response = null;
      try {
        response = await ask(path(round, record), { method: "PUT", keepalive: true }, BEHAVIOUR.answer.most_ms);
      } catch (error) {
        // Silence: it may have been stored or not, so the same is asked again.
      }
      if (response && conclude(round, record, response, await json(response))) {
        break;
      }
      set(round, Object.assign({}, record, { status: "trying" }));
      await wait(again("answer", tries, askedMs(response)));
    }
    underway[round] = false;
  }

  return {
    of: (round) => records[round] || null,
    /* Send `v`, unless an answer of this round is on its way or stored. */
    give(round, v, lang, plain) {
      if (!records[round]) {
        set(round, plain ? { v, lang, plain, status: "sending" } : { v, lang, status: "sending" });
        send(round);
      }
    },
    /* Go on with what was not known when the page was left. */
    resume() {
      Object.keys(records).forEach((round) => {
        if (!isKnown(records[round]) && !underway[round]) {
          send(round);
        }
      });
    },
    /* The server says that `v` is stored: what it read in an answer, or one from another tab. */
    learn(round, v) {
      const record = records[round];
      if (!isStored(record || null) && !underway[round]) {
        set(round, { v, lang: record ? record.lang : "fr", plain: true, status: "sent" });
      } else if (isStored(record || null) && record.v !== v && record.accepted === undefined) {
        set(round, Object.assign({}, record, { accepted: v }));
      }
    },
  };
}
