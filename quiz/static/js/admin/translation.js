/* One question of the translator's queue: what keys do, and how long the translation takes to read.

   Ctrl or ⌘ with Enter saves, as in every long form. */

const WAYS = { ArrowDown: "skip", ArrowUp: "previous" };
const FIELDS = "input:not([type=hidden]), textarea";

document.querySelectorAll("[data-translation]").forEach((form) => {
  const fields = Array.from(form.querySelectorAll(FIELDS));
  const begin = fields.find(isOpen);
  const first = begin || fields[0];
  if (first) {
    first.focus({ preventScroll: !begin });
  }
  document.addEventListener("keydown", (event) => go(form, event));
  showReading(form);
});

/* Whether something is still to be done in it. */
function isOpen(field) {
  return field.getAttribute("aria-invalid") || field.value.trim() === "" || field.closest("[data-behind]");
}

function go(form, event) {
  const way = event.altKey && !event.ctrlKey && !event.metaKey && !event.isComposing && WAYS[event.key];
  const link = way && form.querySelector(`[data-go="${way}"]`);
  if (link) {
    event.preventDefault();
    link.click();
  }
}

/* What players read before they answer: the question and its choices. */
function showReading(form) {
  const place = form.querySelector("[data-reading]");
  const parts = Array.from(form.querySelectorAll(".translated"))
    .filter((part) => /^(prompt|choice\d+)$/.test(part.dataset.text));
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  const length = (text) => Array.from(text.trim()).length;
  const sum = (read) => parts.reduce((total, part) => total + length(read(part)), 0);

  function show() {
    const typed = sum((part) => part.querySelector(FIELDS).value);
    const original = sum((part) => part.querySelector(".held").textContent);
    place.textContent = typed === 0 ? "" : place.dataset.words
      .replace("{reading}", number.format(typed / Number(place.dataset.reading)))
      .replace("{original}", number.format(original / Number(place.dataset.originalSpeed)));
  }

  form.addEventListener("input", show);
  show();
}
