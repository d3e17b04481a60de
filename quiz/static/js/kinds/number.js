/* A field for a number: how it is read stands below while one types; what could be two is asked. */

import { readings } from "../play/readings.js";
import { defineWidget } from "../play/widgets.js";
import { make, plainFigure, put, say } from "../play/words.js";
import { makeField, markField } from "./text.js";

function explain(text) {
  const found = readings(text, document.body.dataset.lang);
  if (!found || text.trim() === found[0]) {
    return "";
  }
  const [first, second] = found.map(plainFigure);
  return second ? say("readEither", { first, second }) : say("readAs", { number: first });
}

function makeNumber(form, changed) {
  const field = makeField(form, () => {
    form.querySelector("[data-reading]").textContent = explain(field.read());
    put(form.querySelector("[data-readings]"), []);
    changed();
  });
  return {
    read: field.read,
    fill(value, isPlain) {
      field.fill(isPlain ? plainFigure(value) : value);
    },
    /* Let one of `values`, plain decimals, be chosen; `question` says what is asked. */
    ask(values, question, choose) {
      form.querySelector("[data-reading]").textContent = question;
      put(form.querySelector("[data-readings]"), values.map((value) => {
        const button = make("button", "button quiet figures", plainFigure(value));
        button.type = "button";
        button.addEventListener("click", () => choose(value));
        return button;
      }));
    },
  };
}

defineWidget("number", { make: makeNumber, mark: (scene, answer) => markField(scene, answer, plainFigure) });
