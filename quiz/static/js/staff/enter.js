/* Enter in a field of a long form goes on to the next field instead of sending what is half-written;
   from choice to choice it passes the boxes that say which is right.

   A form with one field is whole by then: there Enter sends. Ctrl or ⌘ with Enter sends any form. */

const FIELDS = "input:not([type=hidden]):not([type=checkbox]):not([type=radio]), textarea";
const STOPS = "input:not([type=hidden]):not([data-right]), select, textarea, button:not([type=button])";
const COMPOSING = 229;

document.addEventListener("keydown", (event) => {
  const field = event.target;
  // The frame of a picture and its regions are no fields, and one writes with them all the same.
  const form = field.form || field.closest("form");
  // With Enter a Chinese keyboard takes what was composed.
  if (event.key !== "Enter" || event.isComposing || event.keyCode === COMPOSING || !form || form.method !== "post") {
    return;
  }
  if ((event.ctrlKey || event.metaKey) && event.shiftKey) {
    return;
  }
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    form.querySelector("button:not([type=button])").click();
  } else if (field.matches("input:not([type=file])") && form.querySelectorAll(FIELDS).length > 1) {
    event.preventDefault();
    next(form, field);
  }
});

function next(form, field) {
  const stops = Array.from(form.querySelectorAll(STOPS)).filter((one) => one.offsetParent !== null);
  const following = stops[stops.indexOf(field) + 1];
  if (following) {
    following.focus();
  }
}
