/* Rows to put in order: dragged by the pointer, moved by buttons, moved by the arrow keys. */

import { announce, make, put, say } from "../play/words.js";
import { defineWidget } from "../play/widgets.js";

const ARROWS = { ArrowUp: -1, ArrowDown: 1 };

function chevron(step) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", step < 0 ? "M5 15l7-7 7 7" : "M5 9l7 7 7-7");
  svg.appendChild(path);
  return svg;
}

function button(row, step, name) {
  const made = make("button", "step", [chevron(step)]);
  made.type = "button";
  made.dataset.step = step;
  made.setAttribute("aria-label", say(step < 0 ? "moveUp" : "moveDown", { choice: name }));
  return made;
}

/* Make the rows of the form's list movable; `changed()` after each move. */
function makeOrder(form, changed) {
  const list = form.querySelector("[data-order]");
  const rows = () => Array.from(list.children);
  /* At an end a button stays, and keeps the focus, but says that it goes no further. */
  function mark() {
    rows().forEach((row, place, all) => {
      const [up, down] = row.querySelectorAll(".step");
      up.setAttribute("aria-disabled", place === 0 ? "true" : "false");
      down.setAttribute("aria-disabled", place === all.length - 1 ? "true" : "false");
    });
  }

  const isClosed = () => list.closest("fieldset").disabled;
  const nameOf = (row) => row.querySelector(".text").textContent;

  function move(row, to) {
    const others = rows().filter((other) => other !== row);
    const place = Math.max(0, Math.min(others.length, to));
    list.insertBefore(row, others[place] || null);
    mark();
    changed();
    return place;
  }

  function step(row, by) {
    const place = move(row, rows().indexOf(row) + by);
    announce(say("moved", { choice: nameOf(row), place: place + 1 }));
  }

  function press(event) {
    const pressed = event.target.closest(".step");
    if (pressed) {
      step(pressed.closest("li"), Number(pressed.dataset.step));
      pressed.focus();
    }
  }

  function key(event) {
    const pressed = event.target.closest(".step");
    if (pressed && event.key in ARROWS) {
      event.preventDefault();
      step(pressed.closest("li"), ARROWS[event.key]);
      pressed.focus();
    }
  }

  /* A mouse takes a row anywhere; a finger by its handle, so that the page still scrolls. */
  function drag(event) {
    const row = event.target.closest("li");
    const isHeld = event.pointerType === "mouse" || event.target.closest(".handle");
    if (row && isHeld && event.button === 0 && !event.target.closest(".step") && !isClosed()) {
      event.preventDefault();
      follow(row, event);
    }
  }

  /* The row follows the pointer and changes places with a neighbour whose middle it passes. The
     neighbour is what moves in the document: a finger loses an element that is taken out of it. */
  function follow(row, start) {
    let from = start.clientY;
    row.classList.add("lifted");

    function moveBy(event) {
      const by = event.clientY - from;
      const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
      if (other && Math.abs(by) > other.offsetHeight / 2) {
        const before = row.offsetTop;
        list.insertBefore(other, by < 0 ? row.nextElementSibling : row);
        from += row.offsetTop - before;
        mark();
        changed();
      }
      row.style.transform = `translateY(${event.clientY - from}px)`;
    }

    function drop(event) {
      row.classList.remove("lifted");
      row.style.transform = "";
      document.removeEventListener("pointermove", moveBy);
      document.removeEventListener("pointerup", drop);
      document.removeEventListener("pointercancel", drop);
      if (event.type === "pointerup") {
        announce(say("moved", { choice: nameOf(row), place: rows().indexOf(row) + 1 }));
      }
    }

    document.addEventListener("pointermove", moveBy);
    document.addEventListener("pointerup", drop);
    document.addEventListener("pointercancel", drop);
  }

  rows().forEach((row) => {
    const handle = make("span", "handle", [row.querySelector(".shape")]);
    row.insertBefore(handle, row.firstChild);
    row.appendChild(button(row, -1, nameOf(row)));
    row.appendChild(button(row, 1, nameOf(row)));
  });
  mark();
  list.classList.add("movable");
  list.addEventListener("click", press);
  list.addEventListener("keydown", key);
  list.addEventListener("pointerdown", drag);

  return {
    read: () => rows().map((row) => row.dataset.id).join(","),
    fill(value) {
      const byId = {};
      rows().forEach((row) => {
        byId[row.dataset.id] = row;
      });
      value.split(",").forEach((id) => byId[id] && list.appendChild(byId[id]));
      mark();
    },
  };
}

/* Where the player had put each row, and whether that was its place. */
function markOrder(scene, answer) {
  const given = answer ? answer.split(",") : [];
  scene.querySelectorAll("[data-choice]").forEach((row) => {
    const place = given.indexOf(row.dataset.choice) + 1;
    if (place > 0) {
      const isRight = place === Number(row.querySelector(".place").textContent);
      put(row.querySelector("[data-mine]"), [
        make("span", isRight ? "tick" : "cross", `${isRight ? "✓" : "✗"} ${say("yourPlace", { place })}`),
      ]);
    }
  });
}

defineWidget("order", { make: makeOrder, mark: markOrder });
