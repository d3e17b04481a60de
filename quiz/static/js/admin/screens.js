/* Small copies of screens: each is a page of its own, as large as the real one, and drawn smaller. */

/* Every screen in `panel`; `show(scenes, seconds)` puts scenes in place, by the names of screens. */
export function scenesOf(panel) {
  const frames = Array.from(panel.querySelectorAll("[data-preview]"));
  let latest = null;

  function put(frame) {
    const page = frame.contentDocument;
    const stage = page && page.getElementById("stage");
    const html = latest && latest.scenes[frame.dataset.preview];
    if (stage && html && frame.shown !== html) {
      frame.shown = html;
      stage.dataset.seconds = latest.seconds;
      stage.innerHTML = html;
      page.dispatchEvent(new Event("scene"));
    }
  }

  // A frame may come later than what it shall show.
  frames.forEach((frame) => frame.addEventListener("load", () => {
    // One that was moved about the page begins anew.
    frame.shown = "";
    put(frame);
  }));
  return {
    show(scenes, seconds) {
      latest = { scenes, seconds };
      frames.forEach(put);
    },
  };
}

/* Lets one of the parts, the question or its reveal, be seen at a time; the first one to begin with. */
export function partsOf(panel) {
  const buttons = Array.from(panel.querySelectorAll("[data-part]"));

  function choose(part) {
    buttons.forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.part === part));
    });
    panel.querySelectorAll("[data-screens]").forEach((one) => {
      one.hidden = one.dataset.screens !== part;
    });
    scale(panel);
  }

  buttons.forEach((button) => button.addEventListener("click", () => choose(button.dataset.part)));
  panel.querySelector("[data-parts]").hidden = false;
  choose(buttons[0].dataset.part);
}

/* Draws each screen as large as its box is wide; what was folded away had no size to fit into. */
export function scale(panel) {
  panel.querySelectorAll(".preview-box").forEach((box) => {
    const frame = box.firstElementChild;
    if (box.clientWidth > 0) {
      const part = box.clientWidth / frame.offsetWidth;
      frame.style.transform = `scale(${part})`;
      box.style.height = `${frame.offsetHeight * part}px`;
      frame.contentWindow.dispatchEvent(new Event("resize"));
    }
  });
}
