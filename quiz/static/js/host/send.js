/* Buttons and forms that post without leaving the page, and what became of them in one line. */

import { ask, json } from "../live/request.js";

const PATIENCE_MS = 10000;
// What was said goes away by itself, unless it can still be undone.
const SAID_MS = 12000;
// A button that has just changed its meaning does not take the second half of a double click.
const SETTLE_MS = 700;

/* Sends what carries `data-send` and forms with `data-form`. */
export function sendInPlace(root, live) {
  const status = document.getElementById("status");
  let settled = 0;
  let sending = null;
  let sent = "";

  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-send]");
    if (!button) {
      return;
    }
    event.preventDefault();
    // A key has no second half of a double click: it is heard as soon as the step before is taken.
    if (event.detail === 0 || (!sending && performance.now() >= settled)) {
      press(button);
    }
  });
  root.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-form]");
    if (form) {
      event.preventDefault();
      if (!sending) {
        post(form.action, new FormData(form), form);
      }
    }
  });
  // A details that is open asks a question; a click elsewhere is the answer "no".
  document.addEventListener("click", (event) => closeQuestions(root, event.target));

  /* The page may be older than the last step: what looks impossible is asked of the server first. */
  async function press(button) {
    const step = button.id;
    const waited = sending;
    if (waited && step === sent) {
      return;
    }
    sent = step;
    await sending;
    let present = button;
    if (waited || isDisabled(button)) {
      await live.renew();
      present = document.getElementById(step) || button;
    }
    if (sending) {
      return;
    }
    if (isDisabled(present)) {
      say(status, present.matches(".done") ? "already" : "refused", present.title || why(present));
    } else {
      post(present.formAction, new FormData(document.getElementById("act")));
    }
  }

  function post(url, body, form) {
    sending = send(url, body, form);
  }

  async function send(url, body, form) {
    root.classList.add("sending");
    let answer = {};
    try {
      const headers = { Accept: "application/json" };
      answer = await json(await ask(url, { method: "POST", headers, body }, PATIENCE_MS));
    } catch (error) {
      answer = {};
    }
    sending = null;
    settled = performance.now() + SETTLE_MS;
    root.classList.remove("sending");
    tell(answer, form);
    live.renew();
  }

  function tell(answer, form) {
    const well = answer.status === "done" || answer.status === "already";
    say(status, well ? answer.status : "refused", answer.sentence || answer.error || root.dataset.failed);
    if (form && answer.status === "done") {
      root.dispatchEvent(new CustomEvent("taken", { bubbles: true, detail: form }));
    }
    Object.keys(answer.parts || {}).forEach((name) => {
      const place = root.querySelector(`[data-piece="${name}"]`);
      place.innerHTML = answer.parts[name];
      place.dispatchEvent(new CustomEvent("swapped", { bubbles: true }));
      const first = place.querySelector('[aria-invalid="true"], .notice, select, input:not([type=hidden])');
      first.scrollIntoView({ block: "nearest" });
      first.focus();
    });
    if (form && form.isConnected && answer.status === "done") {
      form.reset();
    }
    closeQuestions(root, status);
    if (answer.undo) {
      offerUndo(answer.undo);
    }
  }

  function offerUndo(url) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button plain";
    button.textContent = root.dataset.undo;
    button.addEventListener("click", () => {
      post(url, new FormData(document.getElementById("act")));
    });
    status.append(" ", button);
  }
}

let saying = 0;

function say(status, kind, sentence) {
  clearTimeout(saying);
  status.className = `status ${kind}`;
  status.textContent = sentence;
  saying = setTimeout(() => hush(status), SAID_MS);
}

function hush(status) {
  if (!status.querySelector("button")) {
    status.className = "status";
    status.textContent = "";
  }
}

function isDisabled(button) {
  return button.getAttribute("aria-disabled") === "true";
}

function why(button) {
  const place = document.getElementById(button.getAttribute("aria-describedby"));
  return place ? place.textContent : "";
}

export function closeQuestions(root, except) {
  root.querySelectorAll("details.ask[open]").forEach((details) => {
    if (!details.contains(except)) {
      details.open = false;
    }
  });
}
