/* Texts in two columns: one on the left is picked, then what belongs to it on the right, or the
   other way round. The next one that has nothing yet is picked by itself; touching one that is
   picked takes its pair apart. Letters and digits pick, too. */

import { announce, make, put, say } from "../play/words.js";
import { defineWidget } from "../play/widgets.js";

const LEFT = "left";
const RIGHT = "right";

function button(side, id, key, mark, text) {
  const made = make("button", `match-item match-${side}`, [
    mark,
    make("span", "text", text),
    make("span", "match-mark figures"),
  ]);
  made.type = "button";
  Object.assign(made.dataset, { side, id, key, name: text });
  return made;
}

/* The two columns, made of the rows and their lists, which are all there is without a script. */
function columnsOf(list) {
  const rows = Array.from(list.children);
  const lefts = rows.map((row) => {
    const text = row.querySelector(".text").textContent;
    return button(LEFT, row.dataset.id, row.dataset.letter, row.querySelector(".shape"), text);
  });
  const options = Array.from(rows[0].querySelectorAll("option")).filter((option) => option.value);
  const rights = options.map((option, place) => {
    const number = make("span", "match-number figures", `${place + 1}`);
    return button(RIGHT, option.value, `${place + 1}`, number, option.textContent.replace(/^\d+ · /, ""));
  });
  return { lefts, rights };
}

function column(items, name) {
  const made = make("ul", "match-column", items.map((item) => make("li", "", [item])));
  made.setAttribute("aria-label", name);
  return made;
}

/* Make the form's rows two columns; `changed()` after each change of a pair. */
function makeMatch(form, changed) {
  const list = form.querySelector("[data-match]");
  const { lefts, rights } = columnsOf(list);
  const items = [...lefts, ...rights];
  const isShared = "shared" in list.dataset;
  const pairs = {};
  let picked = null;

  const belong = (left, right) => pairs[left.dataset.id] === right.dataset.id;
  const partnersOf = (item) => (item.dataset.side === LEFT
    ? rights.filter((right) => belong(item, right))
    : lefts.filter((left) => belong(left, item)));

  function paint() {
    items.forEach((item) => {
      const partners = partnersOf(item);
      const { name } = item.dataset;
      const other = partners.map((partner) => partner.dataset.name).join(" · ");
      item.classList.toggle("paired", partners.length > 0);
      item.setAttribute("aria-pressed", item === picked ? "true" : "false");
      item.querySelector(".match-mark").textContent = partners.map((partner) => partner.dataset.key).join("");
      item.setAttribute("aria-label", other ? say("paired", { text: name, other }) : say("unpaired", { text: name }));
    });
  }

  function pickNext() {
    picked = lefts.find((left) => !(left.dataset.id in pairs)) || null;
    paint();
  }

  function pair(one, other) {
    const [left, right] = one.dataset.side === LEFT ? [one, other] : [other, one];
    if (!isShared) {
      partnersOf(right).forEach((before) => delete pairs[before.dataset.id]);
    }
    pairs[left.dataset.id] = right.dataset.id;
    pickNext();
    announce(say("paired", { text: left.dataset.name, other: right.dataset.name }));
    changed();
  }

  function part(item) {
    const partners = partnersOf(item);
    if (partners.length > 0) {
      (item.dataset.side === LEFT ? [item] : partners).forEach((left) => delete pairs[left.dataset.id]);
      announce(say("unpaired", { text: item.dataset.name }));
      changed();
    }
  }

  function touch(item) {
    if (picked === item) {
      picked = null;
      part(item);
      paint();
    } else if (picked && picked.dataset.side !== item.dataset.side) {
      pair(picked, item);
    } else {
      picked = item;
      paint();
    }
  }

  const box = make("div", "match-box", [
    column(lefts, say("matchLeft")),
    column(rights, say("matchRight")),
  ]);
  box.addEventListener("click", (event) => {
    const item = event.target.closest(".match-item");
    if (item) {
      touch(item);
    }
  });
  form.addEventListener("keydown", (event) => {
    const item = items.find((one) => one.dataset.key === event.key.toUpperCase());
    if (item && !item.closest("fieldset").disabled && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      item.focus();
      touch(item);
    }
  });
  list.parentNode.replaceChild(box, list);
  pickNext();

  return {
    read() {
      const chosen = lefts.map((left) => pairs[left.dataset.id] || "");
      return chosen.some(Boolean) ? chosen.join(",") : "";
    },
    fill(value) {
      value.split(",").forEach((id, place) => {
        if (lefts[place]) {
          delete pairs[lefts[place].dataset.id];
          Object.assign(pairs, id ? { [lefts[place].dataset.id]: id } : {});
        }
      });
      pickNext();
    },
  };
}

/* Which pairs the player had found; of the others, what had been given. */
function markMatch(scene, answer) {
  const given = answer ? answer.split(",") : [];
  const rows = Array.from(scene.querySelectorAll("[data-choice]"));
  const texts = {};
  scene.querySelectorAll("[data-other]").forEach((row) => {
    texts[row.dataset.other] = row.querySelector("[data-other-text]").textContent;
  });
  rows.forEach((row, place) => {
    const own = given[place];
    if (own) {
      const isRight = own === row.dataset.other;
      put(row.querySelector("[data-mine]"), [
        isRight
          ? make("span", "tick", `✓ ${say("yours")}`)
          : make("span", "cross", `✗ ${say("yoursIs", { answer: texts[own] })}`),
      ]);
    }
  });
}

defineWidget("match", { make: makeMatch, mark: markMatch });
