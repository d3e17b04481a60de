/* The picture of a round: fetched as soon as a pulse names it, and over the whole screen at a touch. */

import { insistOnPictures } from "../live/pictures.js";

const LARGE = "is-large";

let ahead = null;

/* Has it here before the scene that shows it. */
export function fetchPicture(pulse) {
  const path = pulse && pulse.picture;
  if (path && (!ahead || ahead.getAttribute("src") !== path)) {
    ahead = new Image();
    // One that did not come is asked for with a later pulse.
    ahead.addEventListener("error", () => {
      ahead = null;
    });
    ahead.setAttribute("src", path);
  }
}

function setLarge(link, isLarge) {
  link.closest(".picture").classList.toggle(LARGE, isLarge);
  link.setAttribute("aria-pressed", String(isLarge));
}

function largeLink(place) {
  return place.querySelector(`.picture.${LARGE} [data-enlarge]`);
}

/* A touch, Enter or space enlarges it; the same, or Escape, ends that. The answer below stays. */
export function bindPicture(place) {
  insistOnPictures(place);
  place.addEventListener("click", (event) => {
    const link = event.target.closest("[data-enlarge]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      setLarge(link, !link.closest(".picture").classList.contains(LARGE));
    }
  });
  place.addEventListener("keydown", (event) => {
    const link = event.target.closest("[data-enlarge]");
    if (link && event.key === " ") {
      event.preventDefault();
      link.click();
    }
  });
  document.addEventListener("keydown", (event) => {
    const link = event.key === "Escape" && largeLink(place);
    if (link) {
      setLarge(link, false);
      link.focus();
    }
  });
}

/* A link that opens nothing is a button, to whoever hears the page. */
export function preparePicture(scene) {
  scene.querySelectorAll("[data-enlarge]").forEach((link) => {
    link.setAttribute("role", "button");
    link.setAttribute("aria-pressed", "false");
  });
}
