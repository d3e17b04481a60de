/* Ticking many questions: all of a page at once, how many there are, and the bar that changes them,
   which is there only where something was found. */

const form = document.querySelector("[data-bulk]");
const results = document.getElementById("results");
const boxes = () => [...results.querySelectorAll('[name="question"]')];

function show() {
  const ticked = boxes().filter((box) => box.checked).length;
  const all = results.querySelector("[data-tick-all]");
  if (all) {
    const box = all.querySelector("input");
    all.hidden = false;
    box.checked = ticked > 0 && ticked === boxes().length;
    box.indeterminate = ticked > 0 && ticked < boxes().length;
  }
  form.hidden = boxes().length === 0;
  const whole = form.elements.which.value !== "";
  form.classList.toggle("is-idle", !ticked && !whole);
  const count = form.querySelector("[data-bulk-count]");
  count.hidden = whole;
  document.querySelector("[data-to-bulk]").hidden = !ticked;
  count.textContent = ticked ? form.dataset.some.replace("%", ticked) : form.dataset.none;
}

if (form) {
  results.addEventListener("change", (event) => {
    if (event.target.closest("[data-tick-all]")) {
      boxes().forEach((box) => {
        box.checked = event.target.checked;
      });
    }
    show();
  });
  form.elements.which.addEventListener("change", show);
  // A search while typing has changed what is found, and the address with it.
  form.addEventListener("submit", () => {
    const action = new URL(form.action);
    const inside = action.searchParams.get("inside");
    action.search = location.search;
    if (inside) {
      action.searchParams.set("inside", inside);
    }
    form.action = action;
  });
  new MutationObserver(show).observe(results, { childList: true });
  show();
}
