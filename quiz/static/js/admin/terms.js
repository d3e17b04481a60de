/* The terms of the glossary in what is being typed, asked for anew when the typing rests.

   A list stands beside one field of a translator, or for all texts of a question. */

const PAUSE_MS = 400;
const LANGUAGES = ["fr", "zh"];

document.querySelectorAll("[data-terms]").forEach((place) => {
  const form = place.closest("form");
  const field = place.dataset.field && form.elements[place.dataset.field];
  let timer = 0;
  let asked = 0;

  async function ask() {
    const mine = (asked += 1);
    const body = field ? textsOf(place, field) : allTexts(form);
    body.append("csrf_token", form.elements.csrf_token.value);
    try {
      const response = await fetch(place.dataset.terms, { method: "POST", body, credentials: "same-origin" });
      if (response.ok && !response.redirected && mine === asked) {
        place.innerHTML = await response.text();
      }
    } catch (error) {
      // Without network what is shown stays; the next key asks again.
    }
  }

  (field || form).addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MS);
  });
});

/* What stands on the left, and what was typed beside it. */
function textsOf(place, field) {
  const { source, target, text } = place.dataset;
  const body = new FormData();
  body.append("source", source);
  body.append(source, text);
  body.append(target, field.value);
  return body;
}

function allTexts(form) {
  const body = new FormData();
  LANGUAGES.forEach((language) => {
    const boxes = Array.from(form.querySelectorAll(`[name$="-${language}"]`));
    body.append(language, boxes.map((box) => box.value).join("\n"));
  });
  return body;
}
