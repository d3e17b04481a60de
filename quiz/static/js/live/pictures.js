/* A picture that did not come, as a network or a server was busy, is asked for again. */

import { backoff, wait } from "./request.js";

const MOST_TRIES = 8;
const FIRST_MS = 1000;
const LONGEST_MS = 8000;

/* The attribute that says where a picture is: of HTML, or of a drawing. */
function address(element) {
  return ["src", "href"].find((name) => element.hasAttribute(name));
}

/* Sees to every picture that `place` shows, now or later: the same address is set again. */
export function insistOnPictures(place) {
  const tries = new WeakMap();
  place.addEventListener("error", async ({ target }) => {
    const name = address(target);
    const tried = tries.get(target) || 0;
    if (!target.matches("img, image") || !name || tried === MOST_TRIES) {
      return;
    }
    tries.set(target, tried + 1);
    await wait(FIRST_MS + backoff(tried, FIRST_MS, LONGEST_MS));
    if (target.isConnected) {
      target.setAttribute(name, target.getAttribute(name));
    }
  }, true);
}
