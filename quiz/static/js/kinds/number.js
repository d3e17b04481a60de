/* A field for a number: how it is read stands below while one types; what could be two is asked. */

import { readings } from "../play/readings.js";
import { defineWidget } from "../play/widgets.js";
import { make, plainFigure, put, say } from "../play/words.js";
import { makeField, markField } from "./text.js";

/* How wide the bars are drawn. */
const WIDTH = 280;

function read(text) {
  return readings(text, document.body.dataset.lang);
}

/* Whether `text` is the number itself, so that nothing needs to be said of how it is read. */
function isPlain(text, number) {
  return text.trim() === number || text.trim() === plainFigure(number);
}

function explain(text) {
  const found = read(text);
  if (!found || isPlain(text, found[0])) {
    return "";
  }
  const [first, second] = found.map(plainFigure);
  return second ? say("readEither", { first, second }) : say("readAs", { number: first });
}

function makeNumber(form, changed) {
  const reading = form.querySelector("[data-reading]");
  const choices = form.querySelector("[data-readings]");
  const box = form.querySelector("#value");
  /* Figures are large; words that do not fit in so are smaller. */
  const fit = () => {
    box.classList.remove("long");
    box.classList.toggle("long", box.scrollWidth > box.clientWidth);
  };
  const field = makeField(form, () => {
    fit();
    reading.textContent = explain(field.read());
    put(choices, []);
    changed();
  });
  return {
    read: field.read,
    fill(value, isDecimal) {
      field.fill(isDecimal ? plainFigure(value) : value);
      fit();
      reading.textContent = isDecimal ? "" : explain(value);
      put(choices, []);
    },
    /* Let one of `values`, plain decimals, be chosen; `question` says what is asked. */
    ask(values, question, choose) {
      reading.textContent = question;
      put(choices, values.map((value) => {
        const button = make("button", "button quiet figures", plainFigure(value));
        button.type = "button";
        button.addEventListener("click", () => choose(value));
        return button;
      }));
    },
    settle() {
      reading.textContent = "";
      put(choices, []);
    },
    /* What was stored of `typed`, where that is another spelling of it. */
    stored(typed, value) {
      const found = value === undefined ? read(typed) : [value];
      if (!found || found.length !== 1) {
        return null;
      }
      return isPlain(typed, found[0]) ? "" : plainFigure(found[0]);
    },
  };
}

/* The player's own number under the bars; one that lies outside stands at the end. */
function pointAt(chart, number) {
  const { low, high } = chart.dataset;
  const share = (number - Number(low)) / (Number(high) - Number(low));
  const x = WIDTH * Math.max(0, Math.min(1, share));
  const point = document.createElementNS(chart.namespaceURI, "path");
  point.setAttribute("class", "own-number");
  point.setAttribute("d", `M${x} 65l5 8h-10z`);
  chart.querySelectorAll(".own-number").forEach((before) => before.remove());
  chart.appendChild(point);
}

function markNumber(scene, answer) {
  const chart = scene.querySelector(".histogram svg");
  markField(scene, answer, chart ? (value) => `${plainFigure(value)} ▲` : plainFigure);
  if (chart && answer) {
    pointAt(chart, Number(answer));
  }
}

defineWidget("number", { make: makeNumber, mark: markNumber });
