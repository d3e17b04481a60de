/* The form of a question: what is chosen, when it is sent, what became of it. */

import { isStored } from "./answers.js";
import { widgetOf } from "./widgets.js";
import { announce, say } from "./words.js";

const STATUS = { sending: "sending", trying: "trying", sent: "sent", other: "sent" };

/* Brings `form` to life. `send(v, isPlain)` gives an answer; `drafts` keeps what is chosen and not sent;
   `learn()` is asked for what was stored of an answer that nobody here can read. */
export function makeQuestion(form, round, { send, drafts, learn }) {
  const fieldset = form.querySelector("fieldset");
  const says = form.querySelector("[data-says]");
  let byArrow = false;
  let isOver = false;

  const input = widgetOf(form).make(form, () => {
    drafts.write("draft", { round, v: input.read() });
    form.classList.add("picked");
    says.textContent = "";
    if (input.byTouch && !byArrow) {
      submit();
    }
  });

  function submit() {
    const value = input.read();
    if (isOver || fieldset.disabled) {
      return;
    }
    if (!value) {
      tell(say("chooseOne"));
      return;
    }
    send(value, false);
  }

  function tell(sentence) {
    says.textContent = sentence;
    announce(sentence);
  }

  /* Letters choose only from inside the question, so they never fight a screen reader's own. */
  function key(event) {
    byArrow = event.key.startsWith("Arrow");
    const isTyped = event.target.id === "value" || event.altKey || event.ctrlKey || event.metaKey;
    const row = isTyped ? null : form.querySelector(`label[data-letter="${event.key.toUpperCase()}"]`);
    if (row && !fieldset.disabled) {
      event.preventDefault();
      row.querySelector("input").focus();
      row.querySelector("input").click();
    } else if (event.key === "Enter" && event.target.name === "v") {
      event.preventDefault();
      submit();
    }
  }

  /* Show a record of `answers.js`, or none. */
  function show(record) {
    fieldset.disabled = isOver || (record !== null && record.status !== "refused");
    form.classList.toggle("settled", fieldset.disabled);
    form.querySelectorAll("[data-says-for]").forEach((place) => {
      place.textContent = "";
    });
    if (record === null) {
      return;
    }
    if (record.status !== "refused") {
      input.fill(record.v, record.plain);
      settle();
      form.classList.remove("picked");
    } else if (record.readings && isOver) {
      tell(say("timeUp"));
      return;
    } else if (record.readings) {
      // It is asked above the choice itself, and not below the button that was pressed.
      input.ask(record.readings, record.said, (value) => send(value, true));
      says.textContent = "";
      announce(record.said);
      return;
    }
    const word = record.status === "refused" ? record.said : say(STATUS[record.status]);
    const row = input.byTouch ? form.querySelector(`[data-says-for="${record.v}"]`) : null;
    if (row && record.status !== "refused") {
      row.textContent = word;
      says.textContent = record.status === "other" ? say("other") : "";
    } else {
      says.textContent = record.status === "other" ? say("other") : word;
    }
    announce(record.status === "sent" && !confirm(record) ? say("sentLong") : says.textContent || word);
  }

  function settle() {
    if (input.settle) {
      input.settle();
    }
  }

  /* Say what was stored, where that is not what stands in the field; whether there was such a thing. */
  function confirm(record) {
    const value = record.plain ? record.v : record.accepted;
    const stored = input.stored ? input.stored(record.v, value) : "";
    if (stored) {
      says.textContent = say("sentAs", { answer: stored });
    } else if (stored === null) {
      learn();
    }
    return Boolean(stored);
  }

  /* The time is over: what was not sent cannot be any more. */
  function close(record) {
    if (!isOver) {
      isOver = true;
      fieldset.disabled = true;
      settle();
      form.classList.add("settled");
      tell(say(isStored(record) ? "timeUpSent" : "timeUp"));
    }
  }

  form.classList.toggle("by-touch", Boolean(input.byTouch));
  form.closest(".scene").addEventListener("keydown", key);
  form.addEventListener("pointerdown", () => {
    byArrow = false;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  const draft = drafts.read("draft");
  if (draft && draft.round === round) {
    input.fill(draft.v);
    form.classList.add("picked");
  }
  return { show, close };
}
