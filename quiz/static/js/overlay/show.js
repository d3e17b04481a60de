/* The overlay: follows the pulse like a phone, as its own channel, without spread and in both
   languages; moves the ring and the numbers. */

import { makeClock } from "../live/clock.js";
import { insistOnPictures } from "../live/pictures.js";
import { followPulse } from "../live/pulse.js";
import { ask } from "../live/request.js";
import { makeStage } from "../live/stage.js";
import { heed, paintCard } from "./card.js";
import { fit } from "./fit.js";
import { tickFlash } from "./flash.js";
import { awaitMark, hangMark } from "./mark.js";
import { place } from "./meter.js";
import { strokes } from "./sound.js";

const TICK_MS = 100;
const MOST_MS = 8000;
// Nobody else is counted by this page, so it may ask more often than a crowd.
const POLL_MS = 2000;

const { code, live, preview } = document.body.dataset;
// Who only looks at it is not the studio.
const asks = `${live}/pulse${preview === undefined ? "" : "?preview"}`;
const scene = document.getElementById("stage");
const join = document.getElementById("join");
const clock = makeClock(`/my/${code}/clock`);
let last = null;

const stage = makeStage({
  clock,
  url: (id) => `${live}/${id}/both`,
  swap: (html) => {
    scene.innerHTML = html;
    paint();
    settle();
    strokes.see(scene.firstElementChild.dataset.phase, clock.now());
  },
  lost: () => pulse.soon(POLL_MS),
});

function settle() {
  fit(scene, join);
  hangMark(scene);
}

function paint() {
  paintCard(clock.now());
  if (last) {
    place(scene, last, clock.now());
  }
}

function tick() {
  paint();
  strokes.tick(clock.now());
  tickFlash(clock.now());
}

/* A link that was replaced shows nothing more; a server that is away leaves what is on. */
async function missed() {
  const response = await ask(asks, { cache: "no-store" }, MOST_MS).catch(() => null);
  if (response && response.status === 404) {
    last = null;
    strokes.beat({}, clock.now());
    scene.innerHTML = "";
    join.hidden = true;
    stage.again();
  }
}

const pulse = followPulse({
  url: () => asks,
  beat: (fresh) => {
    last = fresh;
    strokes.beat(fresh, clock.now());
    join.hidden = fresh.phase === "over";
    stage.follow({ ...fresh, spread_ms: 0 });
    paint();
    heed(fresh);
    if (fresh.phase !== "over") {
      pulse.soon(Math.min(fresh.poll_ms, POLL_MS));
    }
  },
  missed,
  woke: () => clock.sync(),
  moved: () => location.reload(),
});

// A scene may be there before its sheet is; and a studio may turn the picture.
window.addEventListener("load", settle);
window.addEventListener("resize", settle);
awaitMark(scene);
insistOnPictures(scene);
clock.sync();
setInterval(tick, TICK_MS);
