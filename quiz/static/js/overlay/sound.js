/* What is heard of this page: nothing, unless its form says so; and in most browsers nothing before
   somebody has touched it, for which a room's screen has a button. */

import { makeBowl } from "../live/bowl.js";
import { makeStrokes } from "./strokes.js";

const button = document.getElementById("sound");

function heed(isHeard) {
  if (button) {
    button.hidden = isHeard;
  }
}

let loud = null;
const bowl = document.body.dataset.sound ? makeBowl(heed) : null;

/* The strokes of this page. */
export const strokes = makeStrokes((stroke, ms) => bowl && bowl.strike(stroke, ms));

/* What a host has asked for just now is heard of every page of the studio, in so many ms. */
export function strikeAloud(ms) {
  if (document.body.dataset.preview === undefined) {
    loud = loud || bowl || makeBowl(() => {});
    if (loud) {
      loud.strike("clear", ms);
    }
  }
}

if (bowl) {
  ["pointerup", "keydown"].forEach((name) => document.addEventListener(name, bowl.wake));
}
