// A search that answers while one types: it asks for the same page and takes its results.

const PAUSE_MS = 200;

export function answerWhileTyping(form) {
  const input = form.querySelector("input[type=search]");
  const results = document.getElementById("results");
  let timer = 0;
  let asked = 0;

  async function search() {
    asked += 1;
    const mine = asked;
    const address = new URL(form.action || location.href);
    address.search = new URLSearchParams(new FormData(form)).toString();
    results.classList.add("is-waiting");
    try {
      const response = await fetch(address, { credentials: "same-origin" });
      const text = await response.text();
      if (mine !== asked) {
        return;
      }
      if (!response.ok || response.redirected) {
        form.submit();
        return;
      }
      const page = new DOMParser().parseFromString(text, "text/html");
      keepTicked(results, page.getElementById("results"));
      history.replaceState(null, "", address);
    } catch (failure) {
      // Without network what is shown stays; the next key asks again.
    } finally {
      if (mine === asked) {
        results.classList.remove("is-waiting");
      }
    }
  }

  form.classList.add("is-live");
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE_MS);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    search();
  });
}

// What was ticked before stays in the form, found or not.
function keepTicked(results, fresh) {
  const ticked = [...results.querySelectorAll("input:checked")];
  results.textContent = "";
  results.append(...fresh.childNodes);
  for (const box of ticked) {
    const again = results.querySelector(`input[value="${box.value}"]`);
    if (again) {
      again.checked = true;
    } else {
      (results.querySelector("ul") || results).append(box.closest("li"));
    }
  }
}
