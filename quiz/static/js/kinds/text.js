/* A field to type in. */

import { say } from "../play/words.js";
import { defineWidget } from "../play/widgets.js";

export function makeField(form, changed) {
  const field = form.querySelector("#value");
  field.addEventListener("input", changed);
  return {
    read: () => field.value.trim(),
    fill(value) {
      field.value = value;
    },
  };
}

/* What the player wrote; `spell` writes it as this language does. */
export function markField(scene, answer, spell) {
  scene.querySelectorAll('[data-mine="typed"]').forEach((place) => {
    place.textContent = answer ? say("yoursIs", { answer: spell ? spell(answer) : answer }) : "";
  });
}

defineWidget("text", { make: makeField, mark: (scene, answer) => markField(scene, answer) });
