/* The screens of a question beside its form: asked for anew whenever somebody has stopped typing.

   What was shown last stays until something newer is there; a failure leaves it, too. */

import { partsOf, scenesOf, scale } from "./screens.js";

const TYPING_MS = 400;
const WIDE = window.matchMedia("(min-width: 1200px)");

document.querySelectorAll("[data-previews]").forEach(bind);

/* Nothing is announced that did not change. */
function renew(element, html) {
  if (element.innerHTML !== html) {
    element.innerHTML = html;
  }
}

function bind(panel) {
  const form = document.querySelector(".question-form");
  const fold = panel.querySelector("[data-fold]");
  const screens = scenesOf(panel);
  let later = 0;
  let asked = 0;

  /* The form as it is sent, but for files: a picture is sent as soon as it is chosen. */
  function content() {
    const values = new URLSearchParams();
    new FormData(form).forEach((value, name) => {
      if (typeof value === "string") {
        values.append(name, value);
      }
    });
    return values;
  }

  async function ask() {
    asked += 1;
    const mine = asked;
    const response = await fetch(panel.dataset.previews, {
      method: "POST", body: content(), credentials: "same-origin", headers: { Accept: "application/json" },
    }).catch(() => null);
    if (!response || !response.ok || mine !== asked) {
      return;
    }
    const told = await response.json();
    if (mine === asked) {
      screens.show(told.scenes, form.elements.seconds.value);
      renew(form.querySelector("[data-gaps]"), told.gaps);
      renew(form.querySelector("[data-gaps-short]"), told.gaps_short);
    }
  }

  function soon() {
    clearTimeout(later);
    later = setTimeout(ask, TYPING_MS);
  }

  /* On a narrow page the screens are folded until somebody asks for them. */
  function settle() {
    fold.open = WIDE.matches;
    scale(panel);
  }

  partsOf(panel);
  fold.addEventListener("toggle", () => scale(panel));
  window.addEventListener("resize", () => scale(panel));
  WIDE.addListener(settle);
  settle();

  const look = form.querySelector("[data-look]");
  look.type = "button";
  look.addEventListener("click", () => {
    fold.open = true;
    panel.scrollIntoView();
  });

  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  // A draft may have been given back before this script came.
  ask();
}
