/* The bar of the editor on a phone: it folds to one line, keeps above the keyboard, hides no field.

   Each part that unfolds closes with Escape, with a touch beside it, and when the focus leaves it. */

const GAP = 12;
const FIELDS = "input, select, textarea";
const root = document.documentElement;
const viewport = window.visualViewport;

document.querySelectorAll("[data-bar]").forEach(dock);

function dock(bar) {
  const toggles = Array.from(bar.querySelectorAll("[aria-controls]"));

  function fold(toggle, isOpen) {
    toggle.setAttribute("aria-expanded", String(isOpen));
    document.getElementById(toggle.getAttribute("aria-controls")).classList.toggle("is-open", isOpen);
  }

  function close() {
    toggles.forEach((toggle) => fold(toggle, false));
  }

  toggles.forEach((toggle) => {
    toggle.hidden = false;
    toggle.addEventListener("click", () => {
      const wasOpen = toggle.getAttribute("aria-expanded") === "true";
      close();
      fold(toggle, !wasOpen);
    });
  });
  bar.addEventListener("keydown", (event) => {
    const opened = toggles.find((toggle) => toggle.getAttribute("aria-expanded") === "true");
    if (event.key === "Escape" && opened) {
      close();
      opened.focus();
    }
  });
  bar.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !bar.contains(event.relatedTarget)) {
      close();
    }
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".bar-toggle")) {
      close();
    }
  });

  bar.classList.add("is-docked");
  root.classList.add("is-docked-page");
  settle(bar);
  new ResizeObserver(() => settle(bar)).observe(bar);
  ["resize", "scroll"].forEach((name) => viewport.addEventListener(name, () => settle(bar)));
  viewport.addEventListener("resize", () => uncover(bar));
  document.addEventListener("click", () => uncover(bar));
  document.addEventListener("keyup", () => uncover(bar));
}

/* Where the keyboard lies over the page instead of shortening it, the bar stands on the keyboard; a page
   that somebody enlarges stays as it is. */
function settle(bar) {
  const isEnlarged = viewport.scale > 1.01;
  const hidden = root.clientHeight - viewport.height - viewport.offsetTop;
  bar.style.transform = !isEnlarged && hidden > 1 ? `translateY(${-hidden}px)` : "";
  root.style.setProperty("--bar", `${bar.offsetHeight}px`);
  root.style.setProperty("--seen", `${viewport.height}px`);
}

/* A field in which one writes comes out from under the bar, but not past the upper edge. */
function uncover(bar) {
  const field = document.activeElement;
  if (!field.matches(FIELDS) || bar.contains(field)) {
    return;
  }
  const box = field.getBoundingClientRect();
  const under = box.bottom + GAP - bar.getBoundingClientRect().top;
  if (under > 0 && box.top > GAP) {
    window.scrollBy(0, Math.min(under, box.top - GAP));
  }
}
