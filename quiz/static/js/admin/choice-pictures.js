/* The pictures of choices: one a row that says something, each sent as soon as it is chosen. */

import { countWritten, isChoice } from "../staff/choices.js";
import { KEPT, MOST, sendFile } from "./upload.js";

const PLACE = "KEY";
const LEAST = 2;

document.querySelectorAll("[data-choice-pictures]").forEach(bind);

function bind(field) {
  const form = field.closest("form");
  const input = field.querySelector('[name="pictures"]');
  const squares = field.querySelector("[data-squares]");
  const { token, parts, failed, large, sending } = form.querySelector("[data-picture-field]").dataset;
  const names = input.value.split("|").filter(Boolean);

  /* As many as choices that say something, and two at least. */
  function count() {
    return Math.max(LEAST, countWritten(form));
  }

  function keep() {
    input.value = names.slice(0, count()).map((name) => name || "").join("|");
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function paint(square, name) {
    const found = KEPT.exec(name || "");
    const picture = square.querySelector("img");
    picture.hidden = !found;
    if (found) {
      picture.src = field.dataset.thumbnail.replace(PLACE, found[1]);
    }
  }

  async function send(square, number, chosen) {
    const says = square.querySelector("[role=status]");
    if (chosen.size > MOST) {
      says.textContent = large;
      return;
    }
    says.textContent = sending;
    try {
      const { status, told } = await sendFile({ token, parts }, chosen, () => true);
      says.textContent = status === 201 ? "" : told.error || failed;
      if (status === 201) {
        names[number] = told.image;
        paint(square, told.image);
        keep();
      }
    } catch (error) {
      says.textContent = failed;
    }
  }

  function makeSquare(number) {
    const square = document.createElement("li");
    const label = document.createElement("label");
    const picture = document.createElement("img");
    const file = document.createElement("input");
    const says = document.createElement("p");
    const words = document.createElement("span");
    words.textContent = field.dataset.choose.replace("{number}", String(number + 1));
    picture.alt = "";
    file.type = "file";
    file.accept = form.querySelector('[name="picture_file"]').accept;
    says.setAttribute("role", "status");
    label.append(picture, words, file);
    square.append(label, says);
    file.addEventListener("change", () => {
      if (file.files.length) {
        send(square, number, file.files[0]);
        file.value = "";
      }
    });
    paint(square, names[number]);
    return square;
  }

  function draw() {
    const wanted = field.hidden ? 0 : count();
    squares.hidden = wanted === 0;
    if (squares.children.length !== wanted) {
      squares.textContent = "";
      for (let number = 0; number < wanted; number += 1) {
        squares.append(makeSquare(number));
      }
    }
  }

  // What is wrong with it is said beside the text.
  const typed = field.querySelector("[data-typed]");
  typed.hidden = !typed.querySelector(".error");
  form.addEventListener("change", draw);
  form.addEventListener("input", (event) => {
    if (isChoice(event.target)) {
      draw();
    }
  });
  draw();
}
