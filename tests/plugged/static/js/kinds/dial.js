/* A slider that says where it stands. */

import { defineWidget } from "../play/widgets.js";

function makeDial(form, changed) {
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

function markDial(scene, answer) {
  scene.querySelector("[data-mine=place]").textContent = answer ? `→ ${answer}` : "";
}

defineWidget("dial", { make: makeDial, mark: markDial });
