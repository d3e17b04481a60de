/* A key for every step and one for the large button; in a field the keys write, and that is said. */

import { FIELDS, closeQuestions, toStage } from "./focus.js";
import { jump } from "./jump.js";
import { isFresh } from "./newcomers.js";
import { closeSheets, openSheet } from "./sheets.js";
import { say } from "./status.js";

// What a keyboard, a clicker and a stream deck send to go on.
const FORWARD = new Set([" ", "ArrowRight", "PageDown"]);
// A field of these kinds shows nothing of a letter that it has taken.
const SILENT = 'select, [type="number"], [type="file"], [type="date"]';
// Space presses what has the focus, wherever it is.
const PRESSED = "button, summary, a, [type=checkbox], [type=radio]";

export function listenToKeys(root) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === "Escape") {
      event.preventDefault();
      leave(root, event.target);
    } else if (isInField(event)) {
      sayTaken(root, event);
    } else if (!event.repeat) {
      hear(root, event);
    } else if (FORWARD.has(event.key) && !event.target.matches(PRESSED)) {
      event.preventDefault();
    }
  });
}

/* A tick box takes no letters, so a host who has just chosen a question may go on with a key. */
function isInField(event) {
  const field = event.target.closest(FIELDS);
  return field !== null && field.type !== "checkbox";
}

function hear(root, event) {
  if (FORWARD.has(event.key)) {
    goOn(root, event);
  } else if (event.key === "/" || event.key.toLowerCase() === "n") {
    event.preventDefault();
    openSheet(event.key === "/" ? "from-bank" : "from-mind");
  } else if (/^\d$/.test(event.key) && !root.querySelector("[data-digits]")) {
    jump(root, event.key);
  } else {
    press(root, event);
  }
}

/* The large button, whatever it says now. */
function goOn(root, event) {
  const inQuestion = event.target.closest(".next .ask-box");
  if (event.key === " " && event.target.matches(PRESSED) && !inQuestion) {
    return;
  }
  event.preventDefault();
  const button = root.querySelector("#next, #ask-next:not([open]) summary");
  if (button) {
    button.click();
    answerFirst(button);
  } else {
    const wait = root.querySelector(".next .wait");
    say("already", wait ? wait.textContent.trim() : root.dataset.confirm);
  }
}

function press(root, event) {
  const button = document.querySelector(`.console [data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (button && isFresh(button)) {
    event.preventDefault();
    say("refused", root.dataset.fresh);
  } else if (button) {
    event.preventDefault();
    button.click();
    answerFirst(button);
  } else if (root.dataset.keys.split(" ").includes(event.key.toUpperCase())) {
    event.preventDefault();
    say("already", root.dataset.absent.replace("{key}", event.key.toUpperCase()));
  }
}

/* Of a question that was opened, the button that says yes. */
function answerFirst(button) {
  const details = button.parentElement;
  if (button.matches(".ask > summary") && details.open) {
    const answer = details.querySelector("button") || button;
    answer.focus();
    answer.scrollIntoView({ block: "nearest" });
  }
}

/* A letter that a list or a number has swallowed would leave the host waiting for the step. */
function sayTaken(root, event) {
  const isOurs = document.querySelector(`.console [data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (event.target.matches(SILENT) && (isOurs || event.key === "PageDown")) {
    say("refused", root.dataset.typed);
    if (isOurs) {
      event.preventDefault();
    }
  }
}

/* One thing at a time: the field, then the question, then the sheet. */
function leave(root, target) {
  const open = root.querySelector("details.ask[open]");
  if (target.closest(FIELDS)) {
    toStage();
  } else if (open) {
    closeQuestions(root, null);
    open.querySelector("summary").focus();
  } else {
    closeSheets();
    toStage();
  }
}
