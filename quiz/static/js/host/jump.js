/* Digits go to the question of that number in the run of show; Enter there plays it next. */

import { say } from "./status.js";

const TOGETHER_MS = 900;

let digits = "";
let pause = 0;

export function jump(root, digit) {
  clearTimeout(pause);
  digits += digit;
  pause = setTimeout(() => {
    digits = "";
  }, TOGETHER_MS);
  const row = root.querySelector(`[data-entry][data-number-of="${digits}"]`);
  if (row) {
    const button = row.querySelector('[id^="next-"]') || row.querySelector("summary");
    button.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  } else {
    say("refused", root.dataset.nothing);
  }
}
