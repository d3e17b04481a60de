/* The loader: a search that answers while typing, and a form that shows what its kind asks for. */

import { ask } from "../live/request.js";

const TYPING_MS = 200;
const PATIENCE_MS = 5000;

/* Searches in `place`; what was ticked stays in sight until it is planned. */
export function letSearch(form, place, live) {
  let timer = 0;
  let asked = 0;

  async function search() {
    const mine = (asked += 1);
    const words = new URLSearchParams(new FormData(form));
    try {
      const response = await ask(`${form.dataset.search}?${words}`, {}, PATIENCE_MS);
      const html = await response.text();
      if (mine === asked && response.ok) {
        const kept = Array.from(place.querySelectorAll("li")).filter(isTicked);
        place.innerHTML = html;
        keepTicked(place, kept);
      }
    } catch (error) {
      // The next key, or the next renewal, asks again.
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(search, TYPING_MS);
  }

  let version = null;
  live.watch((answer) => {
    if (version !== null && version !== answer.version && !place.contains(document.activeElement)) {
      search();
    }
    version = answer.version;
  });
  form.addEventListener("input", later);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
}

function isTicked(row) {
  const box = row.querySelector("input");
  return box && box.checked;
}

function keepTicked(place, kept) {
  kept.forEach((row) => {
    const value = row.querySelector("input").value;
    const same = place.querySelector(`input[value="${CSS.escape(value)}"]`);
    if (same) {
      same.checked = true;
    } else {
      let list = place.querySelector("ul");
      if (!list) {
        list = document.createElement("ul");
        list.className = "found";
        place.prepend(list);
      }
      list.prepend(row);
    }
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
