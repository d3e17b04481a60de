/* The loader's tabs: one sheet at a time, opened by a tab, a key, or a file that is dropped. */

import { toStage } from "./focus.js";

const FIRST = "input:not([type=hidden]):not([hidden]), select, textarea";

export function openSheet(id) {
  const panel = document.getElementById(id);
  panel.open = true;
  const first = panel.querySelector(id === "from-mind" ? "[name=prompt-fr]" : FIRST);
  first.focus();
  if (first.select) {
    first.select();
  }
}

export function closeSheets() {
  document.querySelectorAll(".panel[open], .keys[open]").forEach((panel) => {
    panel.open = false;
  });
}

/* Gives each sheet its way out, and lets the page take a file wherever it falls. */
export function letSheets(root) {
  const panels = Array.from(root.querySelectorAll(".panel"));
  panels.forEach((panel) => {
    panel.addEventListener("toggle", () => {
      if (panel.open) {
        panels.filter((other) => other !== panel).forEach((other) => {
          other.open = false;
        });
      }
    });
  });
  root.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) {
      closeSheets();
      toStage();
    }
  });
  root.addEventListener("taken", closeSheets);
  document.addEventListener("dragover", (event) => {
    if (hasFile(event)) {
      event.preventDefault();
    }
  });
  document.addEventListener("drop", (event) => {
    if (hasFile(event)) {
      event.preventDefault();
      take(event.dataTransfer.files);
    }
  });
}

function hasFile(event) {
  return Array.from(event.dataTransfer.types).includes("Files");
}

function take(files) {
  openSheet("from-file");
  const field = document.getElementById("upload-file");
  field.files = files;
  field.form.querySelector(".actions .button").focus();
}
