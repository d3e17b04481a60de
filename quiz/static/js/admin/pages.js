// What a script adds to the back office; every page works without it.

import { offerCopies } from "../staff/copy.js";
import { answerWhileTyping } from "./search.js";

for (const form of document.querySelectorAll("[data-search]")) {
  answerWhileTyping(form);
}

// One question at a time: opening another closes the one before.
document.addEventListener("toggle", (event) => {
  const opened = event.target;
  if (opened.matches(".confirm") && opened.open) {
    for (const other of document.querySelectorAll(".confirm[open]")) {
      other.open = other === opened;
    }
  }
}, true);

offerCopies(document);

// A part of a form that only matters with one value of a field, or several ("single multiple").
for (const part of document.querySelectorAll("[data-only-with]")) {
  const field = document.getElementById(part.dataset.onlyWith);
  const wanted = part.dataset.value.split(" ");
  const show = () => {
    part.hidden = !wanted.includes(field.value);
  };
  field.addEventListener("change", show);
  show();
}
