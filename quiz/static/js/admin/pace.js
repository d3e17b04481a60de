/* How long a question takes to read, and how long it has to be open, while it is written.

   The numbers come from the page: characters a second in each language, and the ms of the rest. */

const SECOND = 1000;
const TYPING_MS = 300;

document.querySelectorAll("[data-pace]").forEach((place) => {
  const form = place.closest("form");
  const { speeds, base, picture, room } = JSON.parse(place.dataset.pace);
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  let later = 0;

  /* The characters of the question and of its choices in one language. */
  function characters(language) {
    return Array.from(form.querySelectorAll(`[name$="-${language}"]`))
      .filter((box) => /^(prompt|choice\d+)-/.test(box.name) && !box.closest("[hidden]"))
      .reduce((sum, box) => sum + Array.from(box.value.trim()).length, 0);
  }

  function show() {
    const reading = Math.max(...Object.keys(speeds).map((language) => (SECOND * characters(language)) / speeds[language]));
    const isWith = form.elements.picture_with_question.checked && form.elements.image.value !== "";
    const plateau = base + Math.ceil(reading) + (isWith ? picture : 0);
    const least = Math.ceil((plateau + room) / SECOND);
    place.textContent = reading === 0 ? "" : place.dataset.words
      .replace("{reading}", number.format(reading / SECOND))
      .replace("{plateau}", number.format(plateau / SECOND))
      .replace("{least}", number.format(least));
    place.classList.toggle("wrong", reading > 0 && Number(form.elements.seconds.value) < least);
  }

  form.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(show, TYPING_MS);
  });
  form.addEventListener("change", show);
  show();
});
