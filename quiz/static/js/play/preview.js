/* A phone in the editor: each scene is brought to life as on a phone, and nothing is ever sent. */

import { makeQuestion } from "./question.js";
import { widgetOf } from "./widgets.js";

const stage = document.getElementById("stage");
const nowhere = { send() {}, learn() {}, drafts: { read: () => null, write() {} } };

function show() {
  const form = stage.querySelector("form");
  if (form && widgetOf(form)) {
    makeQuestion(form, 1, nowhere);
  }
}

document.documentElement.classList.add("js", "joined");
document.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("click", (event) => event.preventDefault());
document.addEventListener("scene", show);
show();
