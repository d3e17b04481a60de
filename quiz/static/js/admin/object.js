/* The object of a form: its buttons change that part of the page alone, and what was typed stays.
   Without this script they send the form, and it comes back. */

const part = document.querySelector("[data-object-part]");
const form = part.closest("form");

async function act(button) {
  const sent = new FormData(form);
  sent.append(button.name, button.value);
  part.setAttribute("aria-busy", "true");
  try {
    const reply = await fetch(form.action, { method: "POST", body: sent, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const fresh = page.querySelector("[data-object-part]");
    if (reply.redirected || !fresh) {
      throw new Error("no form came back");
    }
    show(fresh, page);
  } catch (error) {
    part.querySelector("[data-outcome]").textContent = part.dataset.failed;
  }
  part.removeAttribute("aria-busy");
}

/* Puts what came in the place of what stood there. */
function show(fresh, page) {
  part.textContent = "";
  Array.from(fresh.childNodes).forEach((node) => part.appendChild(node));
  const image = page.querySelector('[name="image"]');
  const own = form.querySelector('[name="image"]');
  if (image && own && image.value && image.value !== own.value) {
    own.value = image.value;
    own.dispatchEvent(new Event("change", { bubbles: true }));
  }
  // Who works by keys goes on where something came.
  const news = part.querySelector("#offer, .found-objects") || part.querySelector("[data-outcome]");
  news.tabIndex = -1;
  news.focus();
  news.scrollIntoView({ block: "nearest" });
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

part.addEventListener("click", (event) => {
  const button = event.target.closest('button[name="object_act"]');
  if (button) {
    event.preventDefault();
    act(button);
  }
});

/* A manifest may be dropped where its file is chosen. */
part.addEventListener("dragover", (event) => {
  if (event.target.closest(".fill-in")) {
    event.preventDefault();
  }
});
part.addEventListener("drop", (event) => {
  const box = event.target.closest(".fill-in");
  if (box && event.dataTransfer.files.length) {
    event.preventDefault();
    box.querySelector('[type="file"]').files = event.dataTransfer.files;
    act(box.querySelector('button[value="read"]'));
  }
});

/* Enter in the search looks for an object, and in the link reads it. */
part.addEventListener("keydown", (event) => {
  const box = event.key === "Enter" && event.target.closest(".search, .fill-in");
  if (box && event.target.matches("input:not([type=file])")) {
    event.preventDefault();
    event.stopPropagation();
    box.querySelector("button").click();
  }
});
