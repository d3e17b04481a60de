/* The picture of a question: chosen, dropped or pasted, sent at once, then framed. */

import { makeFraming } from "./framing.js";
import { KEPT, MOST, PLACE, sendFile } from "./upload.js";

document.querySelectorAll("[data-picture-field]").forEach(bind);

function bind(field) {
  const { token, parts, failed, large, sending, making, here } = field.dataset;
  const file = field.querySelector('[type="file"]');
  const image = field.querySelector('[name="image"]');
  const progress = field.querySelector("[data-progress]");
  const says = field.querySelector("[data-says]");
  const drop = field.querySelector("[data-drop]");
  const framing = makeFraming(field);
  let latest = 0;
  let framed = field.dataset.kept;

  /* Shows the picture that the form names now: one that was just sent, or one of a draft. */
  function frame(isFramed) {
    const kept = KEPT.exec(image.value);
    if (image.value === framed) {
      return;
    }
    framed = image.value;
    if (kept) {
      framing.open(field.dataset.whole.replace(PLACE, kept[1]), isFramed);
    } else {
      framing.close();
    }
  }

  image.addEventListener("change", () => frame(false));
  // A draft may have been given back before this script came.
  frame(true);

  field.querySelectorAll("[data-help]").forEach((help) => {
    help.hidden = false;
  });

  function say(sentence, isWrong) {
    says.textContent = sentence;
    says.classList.toggle("wrong", Boolean(isWrong));
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
      const { status, told } = await sendFile({ token, parts }, chosen, (done, all) => {
        say(done + 1 < all || all === 1 ? sending : making);
        progress.value = (100 * done) / all;
        return mine === latest;
      });
      if (mine !== latest) {
        return;
      }
      if (status === 201) {
        image.value = told.image;
        image.dispatchEvent(new Event("change", { bubbles: true }));
        say(here);
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
