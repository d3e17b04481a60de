/* A slider that says where it stands. */

import { defineWidget } from "../play/widgets.js";

function makeScale(form, changed) {
  const slider = form.querySelector("input[type=range]");
  const place = form.querySelector("[data-place]");
  const paint = () => {
    place.textContent = slider.value;
  };
  slider.addEventListener("input", () => {
    paint();
    changed();
  });
  paint();
  return {
    read: () => slider.value,
    fill(value) {
      slider.value = value;
      paint();
    },
  };
}

function markScale(scene, answer) {
  scene.querySelector("[data-mine=place]").textContent = answer ? `→ ${answer}` : "";
}

defineWidget("scale", { make: makeScale, mark: markScale });
