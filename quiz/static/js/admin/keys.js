/* The editor by keys: save and go on, the question before and after, the same part in the other
   language, and which choice is right. The page lists them; Ctrl with Enter saves in every form.

   No key is one that a browser or a keyboard for Chinese needs, and none is heard while letters are
   being composed. */

const COMPOSING = 229;
const TEXT = /^(.+)-([a-z]{2})$/;

document.querySelectorAll(".question-form").forEach((form) => {
  const click = (selector) => {
    const found = form.querySelector(selector);
    if (found) {
      found.click();
    }
    return found;
  };

  /* The same part in the next language; none for a field that has but one. */
  function otherOf(field) {
    const stem = TEXT.exec(field.name || "");
    const all = stem ? Array.from(form.querySelectorAll(`[name^="${stem[1]}-"]`)) : [];
    return all[(all.indexOf(field) + 1) % all.length];
  }

  function cross(event) {
    const other = otherOf(event.target);
    if (other) {
      other.focus();
    }
    return other;
  }

  /* The box of the choice in which one writes, where its kind has right ones. */
  function tick(event) {
    const line = event.target.closest("[data-choice]");
    const box = line && line.querySelector("[data-right]");
    if (box && box.offsetParent !== null) {
      box.click();
      return box;
    }
    return null;
  }

  const keys = {
    F2: cross,
    F8: tick,
    "Control+Shift+Enter": () => click("[data-save-next]"),
    "Alt+PageUp": () => click("[rel=prev]"),
    "Alt+PageDown": () => click("[rel=next]"),
  };

  form.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === COMPOSING) {
      return;
    }
    const held = [
      (event.ctrlKey || event.metaKey) && "Control", event.altKey && "Alt", event.shiftKey && "Shift",
    ];
    const act = keys[[...held, event.key].filter(Boolean).join("+")];
    if (act && act(event)) {
      event.preventDefault();
    }
  });
});
