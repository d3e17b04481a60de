/* The landing: a suggested name, how long until it begins, and the one button. */

import { ask, backoff, json, part, wait } from "../live/request.js";
import { refusals, say, suggested } from "./words.js";

const MOST_MS = 8000;
const FIRST_MS = 1000;
const LONGEST_MS = 10000;
const MINUTE_MS = 60000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function any(text) {
  const words = text.split(" ");
  return words[Math.floor(Math.random() * words.length)];
}

/* A name from the museum's cases. */
export function suggest() {
  const words = suggested[Math.floor(Math.random() * suggested.length)];
  return any(words.first) + words.between + any(words.second);
}

/* How long until `starts`, in the two units that matter. */
export function untilWords(starts, now, hasJoined) {
  const left = starts - now;
  if (left <= 0) {
    return say(hasJoined ? "begins" : "soon");
  }
  const days = Math.floor(left / DAY_MS);
  const hours = Math.floor((left % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((left % HOUR_MS) / MINUTE_MS);
  const seconds = Math.floor((left % MINUTE_MS) / 1000);
  if (days > 0) {
    return say("days", { days, hours });
  }
  return hours > 0 ? say("hours", { hours, minutes }) : say("minutes", { minutes, seconds });
}

/* Asks for a seat until there is an answer: {status, body}. `waiting()` when joins wait in line. */
export async function takeSeat({ code, channel, lang, nickname, waiting }) {
  const query = new URLSearchParams({ nickname, lang, channel });
  for (let tries = 0; ; tries += 1) {
    let asked = 0;
    try {
      const response = await ask(`/my/${code}/player?${query}`, { method: "PUT" }, MOST_MS);
      if (response.status < 500) {
        return { status: response.status, body: await json(response) };
      }
      asked = Number(response.headers.get("Retry-After")) * 1000 || 0;
    } catch (error) {
      // Silence: joining twice is joining once, so the same is asked again.
    }
    waiting();
    await wait(asked + part(asked) + backoff(tries, FIRST_MS, LONGEST_MS));
  }
}

/* Brings the landing's form to life; `joined(body)` once there is a seat. */
export function makeLanding({ code, channel, lang, drafts, joined }) {
  const form = document.getElementById("join");
  if (!form) {
    return;
  }
  const field = form.querySelector("#nickname");
  const button = form.querySelector("button");
  const error = form.querySelector("#nickname-error");
  const label = button.textContent;
  if (field.readOnly) {
    field.value = suggest();
  } else if (!field.value) {
    field.value = drafts.read("nickname") || suggest();
  }
  const another = form.querySelector("#another");
  if (another) {
    another.hidden = false;
    another.addEventListener("click", () => {
      field.value = suggest();
    });
  }
  field.addEventListener("focus", () => field.select());
  field.addEventListener("input", () => {
    drafts.write("nickname", field.value);
    refuse("");
  });

  function refuse(sentence) {
    error.textContent = sentence;
    field.setAttribute("aria-invalid", sentence ? "true" : "false");
  }

  function wake(isBusy, words) {
    button.setAttribute("aria-disabled", isBusy ? "true" : "false");
    button.textContent = words;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-disabled") === "true") {
      return;
    }
    wake(true, say("joining"));
    const nickname = field.value.trim();
    const waiting = () => refuse(say("inLine"));
    const { status, body } = await takeSeat({ code, channel, lang, nickname, waiting });
    wake(false, label);
    refuse("");
    if (status === 200 || status === 201) {
      joined(body);
    } else {
      refuse(body.message || refusals.not_found);
      field.focus();
    }
  });
}
