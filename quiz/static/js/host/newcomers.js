/* The first of the newcomers' names is judged by a key: never one that has only just come to its place. */

const READ_MS = 400;

let first = "";
let since = 0;

/* Notes when another name has come to the first place. */
export function watchFirst(root) {
  const note = () => {
    const list = root.querySelector("[data-first]");
    const present = list ? list.dataset.first : "";
    if (present !== first) {
      first = present;
      since = performance.now();
    }
  };
  root.addEventListener("swapped", note);
  note();
}

/* Whether that button judges a name that nobody can have read yet. */
export function isFresh(button) {
  return button.closest("[data-first]") !== null && performance.now() - since < READ_MS;
}
