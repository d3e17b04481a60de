/* A key for every step; none while somebody types. */

const TYPING = "input, textarea, select, [contenteditable]";

export function listenToKeys(root) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      leaveQuestion(root);
    } else if (!isForUs(event)) {
      return;
    } else if (event.key === "/") {
      event.preventDefault();
      toSearch();
    } else {
      press(root, event);
    }
  });
}

/* A tick box takes no letters, so a host who has just chosen a question may go on with a key. */
function isForUs(event) {
  const modified = event.ctrlKey || event.metaKey || event.altKey || event.repeat;
  const typing = event.target.closest(TYPING);
  return !modified && !event.isComposing && (!typing || typing.type === "checkbox");
}

function press(root, event) {
  const button = root.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!button) {
    return;
  }
  event.preventDefault();
  button.click();
  const details = button.parentElement;
  if (button.matches("summary") && details.open) {
    const answer = details.querySelector("button") || button;
    answer.focus();
    answer.scrollIntoView({ block: "nearest" });
  }
}

function leaveQuestion(root) {
  const open = root.querySelector("details.ask[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
}

function toSearch() {
  const search = document.getElementById("q");
  search.closest("details").open = true;
  search.focus();
  search.select();
}
