/* A few words, each in a field of its own; they are sent together. */

import { defineWidget } from "../play/widgets.js";
import { markField } from "./text.js";

function makeCloud(form, changed) {
  const fields = Array.from(form.querySelectorAll("input[name=v]"));
  fields.forEach((field) => field.addEventListener("input", changed));
  return {
    read: () => fields.map((field) => field.value.trim()).filter(Boolean).join("\n"),
    fill(value) {
      const words = value.split("\n");
      fields.forEach((field, place) => {
        field.value = words[place] || "";
      });
    },
  };
}

const listed = (answer) => answer.split("\n").join(" · ");

defineWidget("cloud", { make: makeCloud, mark: (scene, answer) => markField(scene, answer, listed) });
