/* The choices of a question while it is written, by what its kind says of itself. */

const LEAST = 2;

/* What the chosen kind allows: so many choices at most, so many of them right. */
export function limitsOf(form) {
  const { most, right } = form.elements.kind.selectedOptions[0].dataset;
  return { most: Number(most), right: Number(right) };
}

const NAME = /^choice(\d+)-/;

/* Whether a field is the text of a choice. */
export function isChoice(field) {
  return NAME.test(field.name);
}

/* The number of the last choice that says something, in any language; 0 where none does. */
export function countWritten(form) {
  const written = Array.from(form.querySelectorAll("input, textarea"))
    .filter((field) => isChoice(field) && field.value.trim())
    .map((field) => Number(NAME.exec(field.name)[1]));
  return Math.max(0, ...written);
}

/* Every choice that has text, and one more to be filled in; never fewer than two. */
export function showChoices(form, most) {
  const rows = Array.from(form.querySelectorAll("[data-choice]"));
  const last = countWritten(form);
  rows.forEach((row, index) => {
    row.hidden = index >= Math.min(most, Math.max(LEAST, last + 1));
  });
}

/* Where one choice is right, ticking another unticks the first. */
export function keepOneRight(boxes, ticked, right) {
  if (right === 1 && ticked.checked && boxes.includes(ticked)) {
    boxes.forEach((other) => {
      other.checked = other === ticked;
    });
  }
}
