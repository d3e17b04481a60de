/* What a script adds to the pages about staff; they all work without it. */

import { offerCopies } from "./staff/copy.js";

document.querySelectorAll(".secret").forEach((frame) => {
  const input = frame.querySelector("input");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button plain";
  const say = () => {
    button.textContent = input.type === "password" ? frame.dataset.show : frame.dataset.hide;
  };
  button.setAttribute("aria-controls", input.id);
  button.addEventListener("click", () => {
    input.type = input.type === "password" ? "text" : "password";
    say();
  });
  say();
  frame.append(button);
});

/* A browser keeps a password only from a field that hides it when the form is sent. */
document.querySelectorAll("form").forEach((form) => {
  form.addEventListener("submit", () => {
    form.querySelectorAll(".secret input").forEach((input) => {
      input.type = "password";
    });
  });
});

offerCopies(document);
