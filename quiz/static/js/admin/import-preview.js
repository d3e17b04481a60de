/* The screens of one question of a file, beneath its row: asked for when somebody opens them, and anew
   when a box of that row was written in. There is one set of screens, which goes from row to row. */

import { partsOf, scale, scenesOf } from "./screens.js";

const TYPING_MS = 400;
const form = document.getElementById("review");
const template = document.getElementById("screens");
const looks = Array.from(document.querySelectorAll("[data-look]"));
let panel = null;

/* The panel with what it does; made when it is first asked for. */
function makePanel() {
  const section = template.content.firstElementChild.cloneNode(true);
  const about = section.querySelector("[data-about]");
  const steps = Array.from(section.querySelectorAll("[data-step]"));
  const line = document.createElement("tr");
  const cell = line.insertCell();
  const screens = scenesOf(section);
  let opened = null;
  let row = "";
  let asked = 0;
  cell.colSpan = 9;
  line.className = "screens-row";

  function mark() {
    looks.forEach((look) => look.setAttribute("aria-expanded", String(look === opened)));
  }

  /* A table is as high as what it holds while there are screens in it. */
  function frame(isOpen) {
    const around = section.closest(".table-frame");
    if (around) {
      around.classList.toggle("whole", isOpen);
    }
  }

  /* Beneath that row, or beneath the last one before it where the page does not list it. */
  function place() {
    const listed = looks.filter((look) => Number(look.value) <= Number(row));
    const near = listed.reduce((best, look) => (Number(look.value) > Number(best.value) ? look : best), listed[0] || looks[0]);
    opened = near.value === row ? near : null;
    mark();
    const home = near.closest("[data-row]");
    const isLine = home.matches("tr");
    const still = section.isConnected ? section : home;
    const top = still.getBoundingClientRect().top;
    frame(false);
    if (section.parentNode !== (isLine ? cell : home) || (isLine && line.previousElementSibling !== home)) {
      line.remove();
      (isLine ? cell : home).appendChild(section);
      if (isLine) {
        home.after(line);
      }
    }
    frame(true);
    scale(section);
    // What was pressed stays under the pointer, whatever grew above it.
    window.scrollBy(0, still.getBoundingClientRect().top - top);
  }

  async function ask(wanted) {
    asked += 1;
    const mine = asked;
    const sent = new FormData(form);
    sent.set("row", wanted);
    section.setAttribute("aria-busy", "true");
    const response = await fetch(looks[0].formAction, {
      method: "POST", body: sent, credentials: "same-origin", headers: { Accept: "application/json" },
    }).catch(() => null);
    const told = response && response.ok ? await response.json() : null;
    if (mine !== asked) {
      return;
    }
    section.removeAttribute("aria-busy");
    if (!told) {
      about.textContent = template.dataset.failed;
      return;
    }
    if (about.innerHTML !== told.about) {
      about.innerHTML = told.about;
    }
    steps.forEach((step) => {
      step.value = told[step.dataset.step] || "";
      step.disabled = !step.value;
    });
    screens.show(told.scenes, told.seconds);
  }

  function show(wanted) {
    row = wanted;
    place();
    return ask(row);
  }

  function close() {
    const last = opened;
    asked += 1;
    row = "";
    opened = null;
    mark();
    frame(false);
    line.remove();
    section.remove();
    if (last) {
      last.focus();
    }
  }

  steps.forEach((step) => step.addEventListener("click", async () => {
    await show(step.value);
    // It went to another place with the panel.
    (step.disabled ? section : step).focus({ preventScroll: true });
  }));
  section.querySelector("[data-close]").addEventListener("click", close);
  window.addEventListener("resize", () => scale(section));

  let later = 0;

  /* One request at a time: the whole file goes with each. */
  function renew() {
    if (row && section.hasAttribute("aria-busy")) {
      later = setTimeout(renew, TYPING_MS);
    } else if (row) {
      ask(row);
    }
  }

  document.addEventListener("input", (event) => {
    if (row && event.target.form === form && event.target.closest("[data-row]")) {
      clearTimeout(later);
      later = setTimeout(renew, TYPING_MS);
    }
  });
  partsOf(section);
  return { show, close, holds: (wanted) => row === wanted };
}

looks.forEach((look) => {
  look.setAttribute("aria-expanded", "false");
  look.addEventListener("click", (event) => {
    event.preventDefault();
    panel = panel || makePanel();
    if (panel.holds(look.value)) {
      panel.close();
    } else {
      panel.show(look.value);
    }
  });
});
