/* The landing: a suggested name, how long until it begins, and the one button. */

import { BEHAVIOUR, again, askedMs } from "../live/behaviour.js";
import { ask, isOurs, json, wait } from "../live/request.js";
import { make, put, refusals, say, suggested } from "./words.js";

const MOST_MS = BEHAVIOUR.join.most_ms;
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

/* A key for one join: whoever sends it again, since the answer was lost, is the same player. */
export function drawKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* Whether this browser keeps a cookie of this page: without one there is no seat to keep. */
export function keepsCookies() {
  const name = "celadon_try";
  document.cookie = `${name}=1; path=/; SameSite=Lax`;
  const isKept = document.cookie.includes(`${name}=1`);
  document.cookie = `${name}=; path=/; max-age=0; SameSite=Lax`;
  return isKept;
}

/* Gives the seat of that join up again; whether it is heard does not matter. */
export function giveUp(code, key) {
  return ask(`/my/${code}/player?key=${key}`, { method: "DELETE", keepalive: true }, MOST_MS).catch(() => null);
}

function isAnswer(response, body) {
  if (response.ok) {
    return isOurs(body, { nickname: "string", channel: "string" });
  }
  return isOurs(body, { status: "string" }) && (response.status < 500 || body.status === "full");
}

/* Asks for a seat until there is an answer of ours: {status, body}. `waiting(isInLine)` meanwhile:
   joins wait in line, or something on the way answers in our place. */
export async function takeSeat({ code, channel, lang, nickname, key, waiting }) {
  const sent = key ? { nickname, lang, channel, key } : { nickname, lang, channel };
  const query = new URLSearchParams(sent);
  for (let tries = 0; ; tries += 1) {
    let asked = 0;
    let isInLine = false;
    try {
      const response = await ask(`/my/${code}/player?${query}`, { method: "PUT" }, MOST_MS);
      const body = await json(response);
      if (isAnswer(response, body)) {
        return { status: response.status, body };
      }
      asked = askedMs(response);
      isInLine = response.status === 503;
    } catch (error) {
      // Silence: joining twice is joining once, so the same is asked again.
    }
    waiting(isInLine);
    await wait(again("join", tries, asked));
  }
}

/* Brings the landing's form to life; `joined(body)` once there is a seat: false where it is not kept.
   `watching(sentence)` where none is left. */
export function makeLanding({ code, channel, lang, drafts, joined, watching }) {
  const form = document.getElementById("join");
  if (!form) {
    return;
  }
  const field = form.querySelector("#nickname");
  const button = form.querySelector(":scope > button");
  const offer = form.querySelector("#offer");
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
  // The form is sent by that click, with the name that is in the field.
  offer.addEventListener("click", (event) => {
    field.value = event.target.value || field.value;
  });

  /* Say what is wrong, and offer a name that is not. */
  function refuse(sentence, suggestion) {
    error.textContent = sentence;
    field.setAttribute("aria-invalid", sentence ? "true" : "false");
    const taken = suggestion && make("button", "button plain", say("joinAs", { name: suggestion }));
    if (taken) {
      taken.value = suggestion;
    }
    put(offer, [taken]);
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
    if (!keepsCookies()) {
      refuse(say("cookies"));
      return;
    }
    wake(true, say("joining"));
    const nickname = field.value.trim();
    const waiting = (isInLine) => refuse(say(isInLine ? "inLine" : "trying"));
    const key = drafts.read("key") || drawKey();
    drafts.write("key", key);
    const { status, body } = await takeSeat({ code, channel, lang, nickname, key, waiting });
    refuse("");
    if (status === 200 || status === 201) {
      const isKept = await joined(body);
      if (!isKept) {
        await giveUp(code, key);
        refuse(say("cookies"));
      }
      drafts.remove("key");
      wake(false, label);
    } else if (body.status === "full") {
      wake(false, label);
      watching(body.message);
    } else {
      wake(false, label);
      refuse(body.message || refusals.not_found, body.suggestion);
      field.focus();
    }
  });
}
