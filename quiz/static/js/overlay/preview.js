/* The overlay in the editor: each scene is made to fit as in the studio, its ring still full. */

import { fit } from "./fit.js";
import { place } from "./meter.js";

const stage = document.getElementById("stage");
const join = document.getElementById("join");
const OPENS = 0;

function show() {
  const seconds = Number(stage.dataset.seconds);
  place(stage, { opens_at: OPENS, closes_at: seconds * 1000, answers: 0 }, OPENS);
  fit(stage, join);
}

document.addEventListener("scene", show);
window.addEventListener("load", () => fit(stage, join));
// A screen that was folded away had no size.
window.addEventListener("resize", () => fit(stage, join));
show();
