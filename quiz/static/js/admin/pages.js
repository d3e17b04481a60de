/* What a script adds to the back office; every page works without it. */

import { offerCopies } from "../staff/copy.js";
import { answerWhileTyping } from "./search.js";

document.querySelectorAll("[data-search]").forEach(answerWhileTyping);

/* One question at a time: opening another closes the one before. */
document.addEventListener("toggle", (event) => {
  const opened = event.target;
  if (opened.matches(".confirm") && opened.open) {
    document.querySelectorAll(".confirm[open]").forEach((other) => {
      other.open = other === opened;
    });
  }
}, true);

offerCopies(document);

/* A part of a form that only matters with one value of a field, or with several. */
document.querySelectorAll("[data-only-with]").forEach((part) => {
  const field = document.getElementById(part.dataset.onlyWith);
  const wanted = part.dataset.value.split(" ");
  const show = () => {
    part.hidden = !wanted.includes(field.value);
  };
  field.addEventListener("change", show);
  show();
});
