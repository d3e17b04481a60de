/* The run of show, put in another order by dragging; the arrows do the same for everybody else. */

export function letDrag(root, live) {
  let dragged = null;

  root.addEventListener("dragstart", (event) => {
    dragged = event.target.closest ? event.target.closest("[data-entry]") : null;
    if (dragged) {
      live.hold("drag", true);
      dragged.classList.add("dragged");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", dragged.dataset.entry);
    }
  });
  root.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-entry]");
    if (!dragged || !over) {
      return;
    }
    event.preventDefault();
    if (over !== dragged) {
      const box = over.getBoundingClientRect();
      const below = event.clientY > box.top + box.height / 2;
      over.parentElement.insertBefore(dragged, below ? over.nextElementSibling : over);
    }
  });
  root.addEventListener("drop", (event) => {
    if (dragged) {
      event.preventDefault();
      sendPlace(dragged);
    }
  });
  root.addEventListener("dragend", () => {
    if (dragged) {
      dragged.classList.remove("dragged");
      dragged = null;
      live.hold("drag", false);
    }
  });
}

/* Posts through the page's own form, as the arrows do. */
function sendPlace(entry) {
  const after = entry.nextElementSibling;
  const button = document.createElement("button");
  const before = after ? `?before=${after.dataset.entry}` : "";
  button.setAttribute("form", "act");
  button.setAttribute("formaction", entry.dataset.move + before);
  button.dataset.send = "";
  button.hidden = true;
  entry.append(button);
  button.click();
  button.remove();
}
