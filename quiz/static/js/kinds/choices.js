/* Choices: radio buttons or boxes, in rows that show what they know. */

import { make, put, say } from "../play/words.js";
import { defineWidget } from "../play/widgets.js";

export function makeChoices(form, changed) {
  const boxes = Array.from(form.querySelectorAll("input[name=v]"));
  const paint = () => {
    boxes.forEach((box) => box.closest(".choice").classList.toggle("chosen", box.checked));
  };
  boxes.forEach((box) => {
    box.addEventListener("change", () => {
      paint();
      changed();
    });
  });
  return {
    byTouch: boxes.every((box) => box.type === "radio"),
    read: () => boxes.filter((box) => box.checked).map((box) => box.value).join(","),
    fill(value) {
      const chosen = value.split(",");
      boxes.forEach((box) => {
        box.checked = chosen.includes(box.value);
      });
      paint();
    },
  };
}

/* Which rows the player chose: said in words, with a sign where they are not the right ones. */
export function markChoices(scene, answer) {
  const given = answer ? answer.split(",") : [];
  scene.querySelectorAll("[data-choice]").forEach((row) => {
    if (given.includes(row.dataset.choice)) {
      const isWrong = !row.classList.contains("right") && !("unscored" in scene.dataset);
      row.classList.add("mine");
      put(row.querySelector("[data-mine]"), [
        make("span", isWrong ? "cross" : "tick", `${isWrong ? "✗" : "✓"} ${say("yours")}`),
      ]);
    }
  });
}

defineWidget("choices", { make: makeChoices, mark: markChoices });
