/* A search that answers while one types; what was ticked stays in sight, found or not. */

const PAUSE_MS = 200;

/* `load(words)` gives the HTML of what was found, or null to leave what is there. Returns the search. */
export function searchWhileTyping(form, place, load) {
  let timer = 0;
  let asked = 0;

  async function search() {
    clearTimeout(timer);
    const mine = (asked += 1);
    place.classList.add("is-waiting");
    try {
      const html = await load(new URLSearchParams(new FormData(form)));
      if (mine === asked && html !== null) {
        const kept = Array.from(place.querySelectorAll("li")).filter(isTicked);
        place.innerHTML = html;
        keepTicked(place, kept);
      }
    } catch (error) {
      // Without network what is shown stays; the next key asks again.
    }
    if (mine === asked) {
      place.classList.remove("is-waiting");
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE_MS);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  return search;
}

function isTicked(row) {
  const box = row.querySelector("input");
  return box && box.checked;
}

function keepTicked(place, kept) {
  kept.forEach((row) => {
    const value = row.querySelector("input").value;
    const same = place.querySelector(`input[value="${CSS.escape(value)}"]`);
    if (same) {
      same.checked = true;
    } else {
      listOf(place).prepend(row);
    }
  });
}

function listOf(place) {
  let list = place.querySelector("ul");
  if (!list) {
    list = document.createElement("ul");
    list.className = "found";
    place.prepend(list);
  }
  return list;
}
