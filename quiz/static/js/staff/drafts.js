/* Half-written forms are kept in this browser, under their path, until they are taken.

   Nothing of a password or a file is kept. A draft belongs to one account, and to both languages. */

const PREFIX = "celadon.draft.";
const LASTS_MS = 30 * 24 * 3600 * 1000;
const WRITTEN = 'input:not([type]), input[type="text"], input[type="email"], input[type="url"], '
  + 'input[type="number"], input[type="datetime-local"], textarea';
const LEFT_OUT = new Set(["password", "file", "submit", "button", "reset", "image"]);
// What was seen goes with what was typed: whoever was first meanwhile is not overwritten.
const HIDDEN = new Set(["version", "base"]);
// A picture that was sent is named by a hidden field, and framed by two.
const PICTURED = new Set(["image", "frame", "focus"]);
const LANGUAGE = /^\/(fr|zh)(?=\/)/;

const main = document.getElementById("main");
const { drafts: account, restored, drop, echo, taken } = main.dataset;
const originals = new WeakMap();
const refused = new WeakSet();

if (account) {
  keepDrafts();
}

function keepDrafts() {
  sweep();
  (taken || "").split(" ").filter(Boolean).forEach((path) => remove(nameOf(path)));
  document.querySelectorAll("form").forEach((form) => {
    if (isKept(form)) {
      open(form);
    }
  });
  document.addEventListener("input", (event) => note(event.target.form));
  document.addEventListener("change", (event) => note(event.target.form));
  document.addEventListener("submit", (event) => send(event.target), true);
  document.addEventListener("taken", (event) => remove(nameOf(pathOf(event.detail))));
}

/* Whether somebody writes into the form. */
function isKept(form) {
  return form.method === "post" && main.contains(form) && form.querySelector(WRITTEN) !== null;
}

/* A form as it comes: what was typed is in it already if it was just sent and refused. */
function open(form) {
  originals.set(form, valuesOf(form));
  if (echo && LANGUAGE.test(echo) && echo.replace(LANGUAGE, "") === pathOf(form)) {
    refused.add(form);
    write(form);
    return;
  }
  const draft = read(nameOf(pathOf(form)));
  if (draft && differs(draft.values, originals.get(form))) {
    fill(form, draft.values);
    say(form);
  } else {
    remove(nameOf(pathOf(form)));
  }
}

/* What is as it came, whatever a script did with it meanwhile, is no draft; but it may have come from
   who was refused. */
function note(form) {
  if (!form || !isKept(form)) {
    return;
  }
  if (refused.has(form) || differs(valuesOf(form), originals.get(form) || [])) {
    write(form);
  } else {
    remove(nameOf(pathOf(form)));
  }
}

/* The server says on the page that follows which draft was taken. */
function send(form) {
  if (isKept(form) && !form.querySelector('[name="draft"]')) {
    const path = document.createElement("input");
    path.type = "hidden";
    path.name = "draft";
    path.value = pathOf(form);
    form.append(path);
  }
}

function say(form) {
  const notice = document.createElement("div");
  const sentence = document.createElement("p");
  const button = document.createElement("button");
  notice.className = "notice restored";
  notice.setAttribute("role", "status");
  sentence.textContent = restored;
  button.type = "button";
  button.className = "button plain";
  button.textContent = drop;
  button.addEventListener("click", () => {
    fill(form, originals.get(form));
    remove(nameOf(pathOf(form)));
    notice.remove();
    form.querySelector(WRITTEN).focus();
  });
  notice.append(sentence, button);
  form.parentNode.insertBefore(notice, form);
  const panel = form.closest("details");
  if (panel) {
    panel.open = true;
  }
}

/* [name, what it holds, ticked or not] of everything that can be filled in. */
function valuesOf(form) {
  return fieldsOf(form).map((field) => [field.name, field.value, isBox(field) ? field.checked : null]);
}

function fieldsOf(form) {
  return Array.from(form.elements).filter(
    (field) => field.name && !LEFT_OUT.has(field.type) && (field.type !== "hidden" || HIDDEN.has(field.name) || PICTURED.has(field.name))
  );
}

function isBox(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function fill(form, values) {
  values.forEach(([name, value, checked]) => {
    const field = fieldsOf(form).find(
      (one) => one.name === name && (checked === null ? !isBox(one) : isBox(one) && one.value === value)
    );
    if (!field || (checked === null ? field.value === value : field.checked === checked)) {
      return;
    }
    if (checked === null) {
      field.value = value;
    } else {
      field.checked = checked;
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function differs(some, others) {
  const seen = (values) => JSON.stringify(values.filter(([name]) => !HIDDEN.has(name)));
  return seen(some) !== seen(others);
}

/* The path without its language: who switches it finds the form as it was. */
function pathOf(form) {
  return new URL(form.getAttribute("action") || location.pathname, location.href).pathname.replace(LANGUAGE, "");
}

function nameOf(path) {
  return `${PREFIX}${account}.${path}`;
}

function write(form) {
  const values = valuesOf(form);
  try {
    localStorage.setItem(nameOf(pathOf(form)), JSON.stringify({ at: Date.now(), values }));
  } catch (error) {
    // A browser that keeps nothing for us has no drafts.
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch (error) {
    return null;
  }
}

function remove(name) {
  try {
    localStorage.removeItem(name);
  } catch (error) {
    // As above.
  }
}

/* Drafts that nobody came back to. */
function sweep() {
  try {
    Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)).forEach((name) => {
      const draft = read(name);
      if (!draft || Date.now() - draft.at > LASTS_MS) {
        remove(name);
      }
    });
  } catch (error) {
    // As above.
  }
}
