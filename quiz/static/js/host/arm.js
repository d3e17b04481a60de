/* While a question is open the large button is armed: the reveal is sent once the question is closed.

   It is the ordinary step, and only this page knows that it is armed: whatever happens to the page,
   nothing is revealed that nobody sees coming. */

import { say } from "./status.js";

/* Gives `toggle(button)`; `post(url)` sends a step. */
export function letArm(root, live, post) {
  let armed = null;

  function show() {
    const button = root.querySelector("[data-arm]");
    if (button) {
      button.setAttribute("aria-pressed", String(armed !== null && button.dataset.arm === armed.number));
    }
  }

  function set(next) {
    armed = next;
    live.stay(armed !== null);
    show();
  }

  function toggle(button) {
    const wasArmed = armed !== null && button.dataset.arm === armed.number;
    set(wasArmed ? null : { number: button.dataset.arm, url: button.formAction });
    say("done", wasArmed ? root.dataset.disarmed : root.dataset.armed);
  }

  live.watch((answer) => {
    if (armed === null) {
      return;
    }
    const { url, number } = armed;
    if (String(answer.round) !== number || answer.steps.reveal.already || answer.phase === "void") {
      set(null);
    } else if (answer.phase === "closed" && answer.steps.reveal.possible) {
      set(null);
      post(url);
    }
  });
  root.addEventListener("swapped", show);
  return toggle;
}
