/* A list that is pasted into a choice fills the choices from there on: a line each, and where a
   sheet gave two columns, both languages. A question that is pasted with its choices below it fills
   both. Letters, numbers and dashes before the lines are left out. */

import { isChoice, limitsOf } from "../staff/choices.js";

const MARK = /^\s*(?:[(（]?(?:[A-Fa-f]|[1-9])[.)、．）:：]|[-–•·*])\s*/;
const LANGUAGE = /-[a-z]{2}$/;
const LEAST = 2;

function linesOf(text) {
  return text.split(/\r\n|\r|\n/).map((line) => line.trim()).filter(Boolean);
}

function withoutMarks(lines) {
  return lines.every((line) => MARK.test(line)) ? lines.map((line) => line.replace(MARK, "")) : lines;
}

function write(field, text) {
  field.value = text.trim();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

document.querySelectorAll(".question-form").forEach((form) => {
  const says = form.querySelector("[data-pasted]");
  const rows = Array.from(form.querySelectorAll("[data-choice]"));

  /* The fields of a row, that of the language first in which one writes. */
  function fieldsOf(row, language) {
    const fields = Array.from(row.querySelectorAll("input")).filter(isChoice);
    const isOwn = (field) => field.name.endsWith(language);
    return [...fields.filter(isOwn), ...fields.filter((field) => !isOwn(field))];
  }

  /* Writes the lines into the choices from row `first` on, as far as there are any. */
  function fill(lines, first, language) {
    const places = rows.slice(first, limitsOf(form).most).slice(0, lines.length);
    places.forEach((row, place) => {
      const fields = fieldsOf(row, language);
      lines[place].split("\t").slice(0, fields.length).forEach((text, column) => write(fields[column], text));
    });
    if (places.length) {
      fieldsOf(places[places.length - 1], language)[0].focus();
    }
    says.textContent = says.dataset.words
      .replace("{filled}", String(places.length)).replace("{lines}", String(lines.length));
  }

  form.addEventListener("paste", (event) => {
    const field = event.target;
    const lines = event.clipboardData ? linesOf(event.clipboardData.getData("text/plain")) : [];
    const [language] = LANGUAGE.exec(field.name || "") || [];
    if (isChoice(field) && lines.length >= LEAST) {
      event.preventDefault();
      fill(withoutMarks(lines), rows.indexOf(field.closest("[data-choice]")), language);
      return;
    }
    const [prompt, ...choices] = lines;
    const isQuestion = /^prompt-/.test(field.name || "") && field.value.trim() === "" && limitsOf(form).most > 0;
    if (isQuestion && choices.length >= LEAST && choices.every((line) => MARK.test(line))) {
      event.preventDefault();
      write(field, prompt);
      fill(withoutMarks(choices), 0, language);
    }
  });
});
