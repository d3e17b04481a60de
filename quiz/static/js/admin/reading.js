/* While a file is sent the page says how much of it has come, while it is read that it is read. */

import { sendFile } from "./upload.js";

const form = document.querySelector("[data-reads]");
const sign = form.querySelector("[data-reading]");
const bar = sign.querySelector("progress");
const says = sign.querySelector("[data-says]");
const files = Array.from(form.querySelectorAll('[type="file"]'));
const sentence = says.textContent;
const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });

let pressed = null;

function isChosen(field) {
  return field.files.length > 0;
}

/* Without a share the bar moves to and fro. */
function show(text, share) {
  sign.hidden = false;
  bar.hidden = false;
  says.className = "";
  if (says.textContent !== text) {
    says.textContent = text;
  }
  if (share === undefined) {
    bar.removeAttribute("value");
  } else {
    bar.value = share;
  }
}

function lock(isLocked) {
  form.querySelectorAll(".actions .button").forEach((button) => {
    if (button.type === "submit") {
      button.disabled = isLocked;
    }
  });
}

function fail(text) {
  show(text || sign.dataset.failed);
  bar.hidden = true;
  says.className = "error";
  lock(false);
}

/* Sends what was chosen ahead of the form, which names it then; true if all of it came. */
async function sendAhead() {
  const chosen = files.filter(isChosen);
  const all = chosen.reduce((sum, field) => sum + field.files[0].size, 0);
  const way = { token: form.elements.csrf_token.value, parts: form.dataset.reads };
  let before = 0;
  for (const field of chosen) {
    const file = field.files[0];
    const { status, told, name } = await sendFile(way, file, (done, parts) => {
      const share = (before + (file.size * done) / parts) / (all || 1);
      // The sentence is read aloud: it changes ten times and no more.
      const tenths = percent.format(Math.floor(share * 10) / 10);
      show(sign.dataset.sending.replace("{share}", tenths), 100 * share);
      return true;
    });
    if (status !== 202) {
      fail(told.error);
      return false;
    }
    before += file.size;
    form.elements[field.name === "file" ? "sent" : "sent_other"].value = name;
  }
  return true;
}

form.addEventListener("click", (event) => {
  pressed = event.target.closest("button");
});

/* A form that a script sends says nothing of the button that was pressed. */
function sayPressed() {
  if (pressed && pressed.name) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = pressed.name;
    field.value = pressed.value;
    field.dataset.pressed = "";
    form.append(field);
  }
}

form.addEventListener("submit", async (event) => {
  if (!files.some(isChosen)) {
    // The button that was pressed is part of what is sent: it is disabled only after that.
    setTimeout(() => {
      if (!event.defaultPrevented) {
        show(sentence);
        lock(true);
      }
    });
    return;
  }
  event.preventDefault();
  lock(true);
  try {
    if (await sendAhead()) {
      show(sentence);
      files.forEach((field) => {
        field.disabled = true;
      });
      sayPressed();
      form.submit();
    }
  } catch (error) {
    fail();
  }
});

/* Whoever comes back by the browser's own button finds the form as it was. */
window.addEventListener("pageshow", () => {
  sign.hidden = true;
  lock(false);
  files.forEach((field) => {
    field.disabled = false;
  });
  form.querySelectorAll("[data-pressed]").forEach((field) => field.remove());
  ["sent", "sent_other"].forEach((name) => {
    if (form.elements[name]) {
      form.elements[name].value = "";
    }
  });
});
