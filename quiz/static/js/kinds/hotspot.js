/* Marks on a picture: each is the label of a row, for who touches; rows are chosen by keys. */

import { defineWidget } from "../play/widgets.js";
import { makeChoices, markChoices } from "./choices.js";

function marksOf(form) {
  const scene = form.closest(".scene");
  return Array.from(scene.querySelectorAll("[data-mark]"));
}

function makeHotspot(form, changed) {
  const marks = marksOf(form);
  const inputOf = (mark) => form.querySelector(`input[value="${mark.dataset.mark}"]`);
  const paint = () => marks.forEach((mark) => {
    mark.classList.toggle("chosen", inputOf(mark).checked);
  });
  const choices = makeChoices(form, () => {
    paint();
    changed();
  });
  marks.forEach((mark) => {
    mark.addEventListener("click", (event) => {
      const input = inputOf(mark);
      event.preventDefault();
      event.stopPropagation();
      if (!input.matches(":disabled")) {
        input.click();
      }
    });
  });
  return {
    ...choices,
    fill(value) {
      choices.fill(value);
      paint();
    },
  };
}

/* The mark that was touched keeps its colour beside the right ones. */
function markHotspot(scene, answer) {
  markChoices(scene, answer);
  scene.querySelectorAll("[data-mark]").forEach((mark) => {
    mark.classList.toggle("mine", mark.dataset.mark === answer);
  });
}

defineWidget("hotspot", { make: makeHotspot, mark: markHotspot });
