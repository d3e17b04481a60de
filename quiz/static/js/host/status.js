/* The one line that says what became of a click or a key. */

// What was said goes away by itself, unless it can still be undone.
const SAID_MS = 12000;

let saying = 0;

export function say(kind, sentence) {
  const status = document.getElementById("status");
  clearTimeout(saying);
  status.className = `status ${kind}`;
  status.textContent = sentence;
  saying = setTimeout(hush, SAID_MS);
}

/* A button after the sentence, which then stays until something else is said. */
export function offer(label, press) {
  const status = document.getElementById("status");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet small";
  button.textContent = label;
  button.addEventListener("click", press);
  status.append(" ", button);
}

function hush() {
  const status = document.getElementById("status");
  if (!status.querySelector("button")) {
    status.className = "status";
    status.textContent = "";
  }
}
