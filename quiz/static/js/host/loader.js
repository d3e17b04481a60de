/* The loader: a search that answers while typing, and a form that shows what its kind asks for. */

import { ask } from "../live/request.js";
import { keepOneRight, limitsOf, showChoices } from "../staff/choices.js";
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
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input") && !event.isComposing) {
      event.preventDefault();
      search().then(() => goTo(place, 0));
    }
  });
  place.addEventListener("keydown", (event) => walk(place, event));
}

/* On what was found: up and down, Enter plays it next, Shift with Enter last. */
function walk(place, event) {
  const boxes = Array.from(place.querySelectorAll("input"));
  const at = boxes.indexOf(event.target);
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) {
    event.preventDefault();
    goTo(place, at + steps[event.key]);
  } else if (event.key === "Enter" && at >= 0) {
    event.preventDefault();
    if (!boxes.some((box) => box.checked)) {
      event.target.checked = true;
    }
    const where = event.shiftKey ? "last" : "next";
    place.closest("form").querySelector(`[name=place][value=${where}]`).click();
  }
}

function goTo(place, index) {
  const box = place.querySelectorAll("input")[index];
  if (box) {
    box.focus();
  }
}

/* Shows the fields of the kind that is chosen, and no more empty choices than are of use. */
export function showKinds(root) {
  function show() {
    const form = document.getElementById("write-form");
    const kind = form.elements.kind.value;
    const { most } = limitsOf(form);
    form.dataset.kind = kind;
    form.querySelectorAll("[data-kinds]").forEach((place) => {
      place.hidden = !place.dataset.kinds.split(" ").includes(kind);
    });
    showChoices(form, most);
  }

  root.addEventListener("input", (event) => {
    const form = event.target.closest("#write-form");
    if (form) {
      keepOneRight(Array.from(form.querySelectorAll(".right-box")), event.target, limitsOf(form).right);
      show();
    }
  });
  root.addEventListener("swapped", show);
  show();
}
