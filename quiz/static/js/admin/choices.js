/* The choices of a question in its form: no more of them than are of use, and one right where one is. */

import { keepOneRight, limitsOf, showChoices } from "../staff/choices.js";

document.querySelectorAll(".question-form").forEach((form) => {
  const show = () => showChoices(form, limitsOf(form).most);
  const boxes = Array.from(form.querySelectorAll("[data-right]"));
  form.addEventListener("input", show);
  form.addEventListener("change", (event) => {
    keepOneRight(boxes, event.target, limitsOf(form).right);
    show();
  });
  // What a draft gives back is filled in before this, or tells of itself.
  show();
});
