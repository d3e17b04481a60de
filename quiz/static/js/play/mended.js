/* Points that were mended after they had been seen: told once, until the player has read it. */

import { afterMend } from "../live/behaviour.js";
import { announce, figure, make, put, say } from "./words.js";

const KEY = "mended";

export function makeMended({ place, store, me }) {
  let mends = null;
  let told = "";

  function nameOfChange({ round, before, points }) {
    return `${round} ${before} ${points}`;
  }

  function close(change) {
    store.write(KEY, nameOfChange(change));
    place.hidden = true;
  }

  return {
    /* More was mended than this page knows of: what is the player's own is asked for again. */
    beat(pulse) {
      if (mends !== null && pulse.mends > mends) {
        me.soon(afterMend(pulse.spread_ms));
      }
      mends = pulse.mends || 0;
    },
    show(known) {
      const change = known && known.mended;
      if (!change || store.read(KEY) === nameOfChange(change)) {
        place.hidden = true;
        return;
      }
      const sentence = say("mended", {
        round: change.round,
        points: figure(change.points),
        before: figure(change.before),
      });
      const button = make("button", "button plain", say("understood"));
      button.type = "button";
      button.addEventListener("click", () => close(change));
      put(place, [make("p", "", sentence), button]);
      place.hidden = false;
      if (told !== sentence) {
        told = sentence;
        announce(sentence);
      }
    },
  };
}
