/* What accepting a form would change: asked for when the question is opened, and said in it. */

import { ask, json } from "../live/request.js";

const PATIENCE_MS = 20000;

export function foresee(root) {
  root.addEventListener(
    "toggle",
    (event) => {
      if (event.target.matches("[data-foresee]") && event.target.open) {
        tell(event.target);
      }
    },
    true
  );
  // A part that was renewed while its question was open says it again.
  root.addEventListener("swapped", () => {
    root.querySelectorAll("[data-foresee][open]").forEach(tell);
  });
}

async function tell(question) {
  const place = question.querySelector("[data-foreseen]");
  if (!place.dataset.asking) {
    place.dataset.asking = "yes";
    place.setAttribute("aria-busy", "true");
    try {
      const options = { headers: { Accept: "application/json" }, cache: "no-store" };
      const response = await ask(question.dataset.foresee, options, PATIENCE_MS);
      const answer = await json(response);
      show(place, answer.sentences || [answer.error]);
    } catch (error) {
      // The link stays: the same is said on a page of its own.
      delete place.dataset.asking;
    }
    place.removeAttribute("aria-busy");
  }
}

function show(place, sentences) {
  place.textContent = "";
  sentences.forEach((sentence) => {
    const line = document.createElement("p");
    line.textContent = sentence;
    place.append(line);
  });
}
