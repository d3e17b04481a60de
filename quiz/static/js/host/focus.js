/* Where the keys are heard again, once a field or a form is done with. */

export const FIELDS = "input, textarea, select, [contenteditable]";

/* The stage has the focus, so that the next key is a step. */
export function toStage() {
  document.getElementById("stage").focus({ preventScroll: true });
}

/* Closes what asks a question, unless it holds `except`. */
export function closeQuestions(root, except) {
  root.querySelectorAll("details.ask[open]").forEach((details) => {
    if (!details.contains(except)) {
      details.open = false;
    }
  });
}
