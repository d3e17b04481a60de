/* The ring, its seconds and the number of answers, as of the last pulse. */

const figures = { fr: new Intl.NumberFormat("fr-FR"), "zh-Hans": new Intl.NumberFormat("zh-CN") };
const BELOW = 1000;

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

/* A number in the sentences of both languages. */
function write(stage, name, value) {
  stage.querySelectorAll(`[data-figure=${name}]`).forEach((one) => {
    one.textContent = figures[one.closest("[lang]").lang].format(value);
  });
}

/* How long the answer is still waited for, while that is known. */
function writeDue(stage, pulse, now) {
  const left = pulse.answer_at ? Math.ceil((pulse.answer_at - now) / BELOW) : 0;
  stage.querySelectorAll("[data-due]").forEach((one) => {
    one.hidden = left <= 0;
  });
  write(stage, "due", Math.max(left, 0));
}

export function place(stage, pulse, now) {
  const scene = stage.firstElementChild;
  const ring = stage.querySelector("[data-ring]");
  const seconds = stage.querySelector("[data-seconds]");
  write(stage, "answers", pulse.answers);
  write(stage, "players", pulse.players || 0);
  stage.querySelectorAll("[data-some]").forEach((one) => {
    one.hidden = !pulse.players;
  });
  writeDue(stage, pulse, now);
  if (!ring || pulse.opens_at === null) {
    return;
  }
  const { end, span } = instants(scene.dataset.phase, ring, pulse, now);
  const left = Math.max(end - now, 0);
  ring.setAttribute("stroke-dasharray", `${(100 * left) / Math.max(span, 1)} 100`);
  seconds.textContent = Math.ceil(left / 1000);
  scene.classList.toggle("is-closed", scene.dataset.phase === "open" && left === 0);
}
