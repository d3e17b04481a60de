/* Buttons and forms that post without leaving the page, and what became of them in one line. */

import { hasArrived, stepOf } from "../live/arrived.js";
import { ask, json } from "../live/request.js";
import { letArm } from "./arm.js";
import { closeQuestions, toStage } from "./focus.js";
import { offer, say } from "./status.js";

const PATIENCE_MS = 10000;
const OLD_TOKEN = 400;
// A button that has just changed its meaning does not take the second half of a double click.
const SETTLE_MS = 700;

/* Sends what carries `data-send` and forms with `data-form`. */
export function sendInPlace(root, live) {
  let settled = 0;
  let sending = null;
  let sent = "";
  const arm = letArm(root, live, (url) => post(url, actForm()));

  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-send]");
    if (!button) {
      return;
    }
    event.preventDefault();
    if (event.detail !== 0) {
      // The keys go on where the pointer has been: the next one is for the stage, not for this button.
      toStage();
    }
    if (button.dataset.arm && performance.now() >= settled) {
      settled = performance.now() + SETTLE_MS;
      arm(button);
    } else if (!button.dataset.arm && isHeard(event, button)) {
      press(button);
    }
  });
  root.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-form]");
    if (form) {
      event.preventDefault();
      if (!sending) {
        post(form.action, withSubmitter(form, event.submitter), form);
      }
    }
  });
  // A details that is open asks a question; a click elsewhere is the answer "no".
  document.addEventListener("click", (event) => closeQuestions(root, event.target));

  /* A step's own key has no second half of a double click: it is heard as soon as the step before is taken.
     The key of the large button has, for that button changes its meaning. */
  function isHeard(event, button) {
    const isSettled = !sending && performance.now() >= settled;
    return isSettled || (event.detail === 0 && button.id !== "next");
  }

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
      say(present.matches(".done") ? "already" : "refused", present.title || why(present));
    } else {
      post(present.formAction, actForm());
    }
  }

  function post(url, body, form) {
    sending = send(url, body, form);
  }

  async function send(url, body, form) {
    root.classList.add("sending");
    let answer = null;
    try {
      answer = await carry(url, body);
    } catch (error) {
      answer = null;
    }
    sending = null;
    settled = performance.now() + SETTLE_MS;
    root.classList.remove("sending");
    if (answer) {
      tell(answer, form);
    } else if (form) {
      say("refused", root.dataset.failed);
    } else {
      doubt(url);
    }
    live.renew();
  }

  /* Who has just signed in again elsewhere may hold a token that is older than the session: nothing was
     carried out by it, and it is sent once more with the one of now. */
  async function carry(url, body) {
    const headers = { Accept: "application/json" };
    const first = await ask(url, { method: "POST", headers, body }, PATIENCE_MS);
    if (first.status !== OLD_TOKEN) {
      return json(first);
    }
    await live.renew();
    body.set("csrf_token", actForm().get("csrf_token"));
    return json(await ask(url, { method: "POST", headers, body }, PATIENCE_MS));
  }

  /* Without an answer nobody knows: the next truth that comes says whether the step had arrived. */
  function doubt(url) {
    const step = stepOf(url);
    say("refused", step ? root.dataset.unsure : root.dataset.failed);
    if (step) {
      live.once((now) => {
        const had = hasArrived(now, step, new URL(url).searchParams);
        say(had ? "done" : "refused", had ? root.dataset.arrived : root.dataset.lost);
      });
    }
  }

  function tell(answer, form) {
    const well = answer.status === "done" || answer.status === "already";
    say(well ? answer.status : "refused", answer.sentence || answer.error || root.dataset.failed);
    if (form && answer.status === "done") {
      root.dispatchEvent(new CustomEvent("taken", { bubbles: true, detail: form }));
    }
    Object.keys(answer.parts || {}).forEach((name) => putPiece(root, name, answer.parts[name]));
    if (form && form.isConnected && answer.status === "done") {
      form.reset();
    }
    if (form && well) {
      toStage();
    }
    closeQuestions(root, null);
    if (answer.undo) {
      offer(root.dataset.undo, () => post(answer.undo, actForm()));
    }
  }
}

/* A piece of the loader again, with what is wrong in it first. */
function putPiece(root, name, html) {
  const place = root.querySelector(`[data-piece="${name}"]`);
  place.innerHTML = html;
  place.dispatchEvent(new CustomEvent("swapped", { bubbles: true }));
  const wrong = place.querySelector('[aria-invalid="true"], .notice');
  if (wrong) {
    wrong.scrollIntoView({ block: "nearest" });
    wrong.focus();
  }
}

function actForm() {
  return new FormData(document.getElementById("act"));
}

/* With the button that sent it: a form may have more than one. */
function withSubmitter(form, submitter) {
  const body = new FormData(form);
  if (submitter && submitter.name) {
    body.append(submitter.name, submitter.value);
  }
  return body;
}

function isDisabled(button) {
  return button.getAttribute("aria-disabled") === "true";
}

function why(button) {
  const place = document.getElementById(button.getAttribute("aria-describedby"));
  return place ? place.textContent : "";
}
