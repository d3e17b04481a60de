/* The ring, its seconds and the number of answers, as of the last pulse. */

const figures = new Intl.NumberFormat("fr-FR");

// For how long the ring of a countdown runs, in ms; it is seen from its first painting on.
const spans = new WeakMap();

function instants(phase, ring, pulse, now) {
  if (phase === "ready") {
    if (!spans.has(ring)) {
      spans.set(ring, Math.max(pulse.opens_at - now, 1));
    }
    return { end: pulse.opens_at, span: spans.get(ring) };
  }
  return { end: pulse.closes_at, span: pulse.closes_at - pulse.opens_at };
}

export function place(stage, pulse, now) {
  const scene = stage.firstElementChild;
  const ring = stage.querySelector("[data-ring]");
  const seconds = stage.querySelector("[data-seconds]");
  const answers = stage.querySelector("[data-answers]");
  if (answers) {
    answers.textContent = figures.format(pulse.answers);
  }
  if (!ring || pulse.opens_at === null) {
    return;
  }
  const { end, span } = instants(scene.dataset.phase, ring, pulse, now);
  const left = Math.max(end - now, 0);
  ring.setAttribute("stroke-dasharray", `${(100 * left) / Math.max(span, 1)} 100`);
  seconds.textContent = Math.ceil(left / 1000);
  scene.classList.toggle("is-closed", scene.dataset.phase === "open" && left === 0);
}
