// What a script adds to the pages about staff; they all work without it.

for (const frame of document.querySelectorAll(".secret")) {
  const input = frame.querySelector("input");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button plain";
  const say = () => {
    button.textContent = input.type === "password" ? frame.dataset.show : frame.dataset.hide;
  };
  button.setAttribute("aria-controls", input.id);
  button.addEventListener("click", () => {
    input.type = input.type === "password" ? "text" : "password";
    say();
  });
  say();
  frame.append(button);
}

// A browser keeps a password only from a field that hides it when the form is sent.
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", () => {
    for (const input of form.querySelectorAll(".secret input")) {
      input.type = "password";
    }
  });
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (navigator.clipboard) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.copied;
    });
  }
}
