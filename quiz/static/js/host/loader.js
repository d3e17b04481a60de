/* The loader: a search that answers while typing, and a form that shows what its kind asks for. */

import { ask } from "../live/request.js";
import { searchWhileTyping } from "../staff/search.js";

const PATIENCE_MS = 5000;

/* Searches in `place`, and again whenever the event has changed. */
export function letSearch(form, place, live) {
  const search = searchWhileTyping(form, place, async (words) => {
    const response = await ask(`${form.dataset.search}?${words}`, {}, PATIENCE_MS);
    return response.ok ? response.text() : null;
  });
  let version = null;
  live.watch((answer) => {
    if (version !== null && version !== answer.version && !place.contains(document.activeElement)) {
      search();
    }
    version = answer.version;
  });
}

/* Shows the fields of the kind that is chosen, and no more empty choices than are of use. */
export function showKinds(root) {
  function show() {
    const form = document.getElementById("write-form");
    const kind = form.elements.kind.value;
    const { most, right } = form.elements.kind.selectedOptions[0].dataset;
    form.dataset.kind = kind;
    form.querySelectorAll("[data-kinds]").forEach((place) => {
      place.hidden = !place.dataset.kinds.split(" ").includes(kind);
    });
    showChoices(form, Number(most));
    form.querySelectorAll(".right-box").forEach((box) => {
      box.dataset.one = right === "1" ? "1" : "";
    });
  }

  root.addEventListener("input", (event) => {
    if (event.target.closest("#write-form")) {
      onlyOne(event.target);
      show();
    }
  });
  root.addEventListener("swapped", show);
  show();
}

/* Every choice that has text, and one more to be filled in; never fewer than two. */
function showChoices(form, most) {
  const rows = Array.from(form.querySelectorAll("[data-choice]"));
  const filled = rows.map((row) => Array.from(row.querySelectorAll("input[type=text]")).some((box) => box.value));
  const last = filled.lastIndexOf(true) + 1;
  rows.forEach((row, index) => {
    row.hidden = index >= Math.min(most, Math.max(2, last + 1));
  });
}

/* Where one choice is right, ticking another unticks the first. */
function onlyOne(box) {
  if (box.dataset.one && box.checked) {
    document.querySelectorAll("#write-form .right-box").forEach((other) => {
      other.checked = other === box;
    });
  }
}
