/* While a file is sent and read, the page says so: thousands of questions take some seconds. */

const form = document.querySelector("[data-reads]");
const sign = form.querySelector("[data-reading]");

function show(isReading) {
  sign.hidden = !isReading;
  form.querySelectorAll(".actions .button").forEach((button) => {
    if (button.type === "submit") {
      button.disabled = isReading;
    }
  });
}

form.addEventListener("submit", (event) => {
  // The button that was pressed is part of what is sent: it is disabled only after that.
  setTimeout(() => show(!event.defaultPrevented));
});

/* Whoever comes back by the browser's own button finds the form as it was. */
window.addEventListener("pageshow", () => show(false));
