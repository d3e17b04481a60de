/* A picture on its way in: in parts, so that it has progress, and one that fails is sent again. */

import { makeFraming } from "./framing.js";

const PART = 400000;
const MOST = 25000000;
const TRIES = 4;
const WAIT_MS = 800;

document.querySelectorAll("[data-picture-field]").forEach(bind);

function bind(field) {
  const { token, parts, failed, large, sending, making, done } = field.dataset;
  const file = field.querySelector('[type="file"]');
  const image = field.querySelector('[name="image"]');
  const progress = field.querySelector("[data-progress]");
  const says = field.querySelector("[data-says]");
  const drop = field.querySelector("[data-drop]");
  const framing = makeFraming(field);
  let latest = 0;

  field.querySelectorAll("[data-help]").forEach((help) => {
    help.hidden = false;
  });

  function say(sentence, isWrong) {
    says.textContent = sentence;
    says.classList.toggle("wrong", Boolean(isWrong));
  }

  async function sendPart(upload, chosen, number, count) {
    const form = new FormData();
    form.append("csrf_token", token);
    form.append("upload", upload);
    form.append("number", String(number));
    form.append("count", String(count));
    form.append("part", chosen.slice(number * PART, (number + 1) * PART), chosen.name || "picture");
    for (let tries = 1; ; tries += 1) {
      try {
        const reply = await fetch(parts, { method: "POST", body: form, headers: { Accept: "application/json" } });
        if (reply.status !== 503 || tries === TRIES) {
          return reply;
        }
      } catch (error) {
        if (tries === TRIES) {
          throw error;
        }
      }
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS * tries));
    }
  }

  async function sendAll(chosen, mine) {
    const upload = Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");
    const count = Math.max(1, Math.ceil(chosen.size / PART));
    let reply = null;
    for (let number = 0; number < count && mine === latest; number += 1) {
      say(number + 1 < count || count === 1 ? sending : making);
      reply = await sendPart(upload, chosen, number, count);
      progress.value = (100 * (number + 1)) / count;
      if (!reply.ok) {
        break;
      }
    }
    return { status: reply.status, told: await reply.json() };
  }

  async function send(chosen) {
    latest += 1;
    const mine = latest;
    if (chosen.size > MOST) {
      say(large, true);
      return;
    }
    progress.hidden = false;
    progress.value = 0;
    try {
      const { status, told } = await sendAll(chosen, mine);
      if (mine !== latest) {
        return;
      }
      if (status === 201) {
        image.value = told.image;
        framing.open(told.whole);
        image.dispatchEvent(new Event("change", { bubbles: true }));
        say(done);
      } else {
        say(told.error || failed, true);
      }
    } catch (error) {
      say(failed, true);
    }
    progress.hidden = true;
  }

  file.addEventListener("change", () => {
    if (file.files.length) {
      send(file.files[0]);
      // It has been sent: the form itself shall not carry it once more.
      file.value = "";
    }
  });
  ["dragenter", "dragover"].forEach((kind) => {
    field.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  });
  ["dragleave", "drop"].forEach((kind) => {
    field.addEventListener(kind, () => drop.classList.remove("is-over"));
  });
  field.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) {
      send(event.dataTransfer.files[0]);
    }
  });
  document.addEventListener("paste", (event) => {
    const pasted = event.clipboardData && event.clipboardData.files;
    if (pasted && pasted.length) {
      event.preventDefault();
      send(pasted[0]);
    }
  });
}
