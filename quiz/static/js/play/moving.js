/* What moves while a scene stays: its numbers, the seconds that are read aloud. */

import { announce, count, say } from "./words.js";

/* How many players there are, and which round of how many is in place. */
export function showNumbers(place, round, pulse) {
  if (!pulse) {
    return;
  }
  const players = count("players", pulse.players, "number");
  place.querySelectorAll("[data-live]").forEach((spot) => {
    if (spot.dataset.live === "players") {
      spot.textContent = players;
    } else if (pulse.round !== null) {
      spot.textContent = say("round", { number: round, total: Math.max(pulse.rounds, round) });
    }
  });
  place.querySelectorAll("[data-fill]").forEach((fill) => {
    const level = Math.min(1, Math.log10(1 + pulse.players) / 5.2);
    fill.style.transform = `translateY(${(76 * (1 - level)).toFixed(1)}px)`;
  });
}

/* Only ten and five: a voice that counts every second hides the question. */
export function makeVoice() {
  const heard = {};
  return {
    tell(seconds) {
      if ((seconds === 10 || seconds === 5) && !heard[seconds]) {
        heard[seconds] = true;
        announce(count("left", seconds, "number"));
      }
    },
  };
}
