// The overlay: asks for the pulse, swaps in the scene that is on, moves the ring and the numbers.

import { place } from "./meter.js";

const RETRY_MS = 1000;
const GONE_MS = 30000;
const AHEAD_MS = 300;

const stage = document.getElementById("stage");
const join = document.getElementById("join");
const live = document.body.dataset.live;

// How far the server's clock is ahead of this one, in ms; kept from the quickest answer.
let ahead = 0;
let quickest = Infinity;
let pulse = null;
let shown = "";
let event = "";
let timer = 0;

const now = () => Date.now() + ahead;

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

async function readPulse() {
  const asked = Date.now();
  const response = await fetch(`${live}/pulse`, { cache: "no-store" });
  if (!response.ok) {
    throw response;
  }
  const fresh = await response.json();
  const took = Date.now() - asked;
  // Each answer ages, so that a clock which drifts is followed.
  quickest += 1;
  if (took <= quickest) {
    quickest = took;
    ahead = fresh.now + took / 2 - Date.now();
  }
  return fresh;
}

async function show(scene) {
  if (scene === shown) {
    return;
  }
  const response = await fetch(`${live}/${scene}/both`);
  if (!response.ok) {
    return;
  }
  const fragment = await response.text();
  if (scene !== shown) {
    shown = scene;
    stage.innerHTML = fragment;
  }
}

// At the instant of the next scene it is fetched without waiting for the next pulse.
function announce(next) {
  clearTimeout(timer);
  if (next) {
    timer = setTimeout(() => show(next.scene).then(paint), next.at + AHEAD_MS - now());
  }
}

function paint() {
  if (pulse) {
    place(stage, pulse, now());
    join.hidden = pulse.phase === "over";
  }
}

function take(fresh) {
  if (event && event !== fresh.event) {
    location.reload();
  }
  if (pulse && fresh.version < pulse.version) {
    return Promise.resolve();
  }
  event = fresh.event;
  pulse = fresh;
  announce(fresh.next);
  return show(fresh.scene);
}

// A link that was replaced shows nothing more; a server that is away leaves what is on.
function clear() {
  shown = "";
  pulse = null;
  stage.innerHTML = "";
  join.hidden = true;
}

async function follow() {
  for (;;) {
    let pause = RETRY_MS;
    try {
      await take(await readPulse());
      paint();
      pause = Math.min(pulse.poll_ms, 2000);
    } catch (failure) {
      if (failure.status === 404) {
        clear();
        pause = GONE_MS;
      }
    }
    await wait(pause);
  }
}

setInterval(paint, 100);
follow();
