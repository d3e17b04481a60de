/* The live page of one player: the pulse says what is on, the stage shows it, `me` is filled in. */

import { afterLost } from "../live/behaviour.js";
import { makeClock } from "../live/clock.js";
import { everySecond, paintCounts, secondsUntil } from "../live/countdown.js";
import { followPulse } from "../live/pulse.js";
import { part, wait } from "../live/request.js";
import { makeStage } from "../live/stage.js";
import { lasting, passing } from "../live/storage.js";
import { isStored, makeAnswers } from "./answers.js";
import { climb } from "./climb.js";
import { makeLanding, takeSeat, untilWords } from "./join.js";
import { makeMe } from "./me.js";
import { makeMended } from "./mended.js";
import { fillBar, fillBoard, fillName, fillResult, fillStanding, markAnswer } from "./mine.js";
import { makeVoice, showNumbers } from "./moving.js";
import { bindPicture, fetchPicture, preparePicture } from "./picture.js";
import { makeQuestion } from "./question.js";
import { widgetOf } from "./widgets.js";
import { announce, refusals, say } from "./words.js";

const { code, key, lang } = document.body.dataset;
const starts = Number(document.body.dataset.starts);
const store = lasting(key);
const drafts = passing(key);
const landing = document.getElementById("landing");
const playing = document.getElementById("playing");
const trouble = document.getElementById("trouble");
const place = document.getElementById("stage");
const LONGEST_MOVE_MS = 3000;
const clock = makeClock(`/my/${code}/clock`);

let channel = document.body.dataset.channel;
let last = null;
let question = null;
let voice = makeVoice();
let isPlaying = false;
let isSeated = false;
let isWatching = false;
let scroll = drafts.read("scroll") || 0;

const me = makeMe({ code, store, changed: fillMine, left });
const mended = makeMended({ place: document.getElementById("mended"), store, me });
const answers = makeAnswers({ code, store, changed: answerChanged, refusals });
const stage = makeStage({
  clock,
  url: (id) => `/live/${code}/${channel}/${id}/${lang}`,
  swap,
  lost: () => pulse.soon(afterLost()),
});
let pulse = null;

/* The round whose question, or whose result, is in place; null elsewhere. */
function roundShown() {
  const scene = place.firstElementChild;
  return scene && scene.dataset.round ? Number(scene.dataset.round) : null;
}

function swap(html) {
  const isFirst = place.firstElementChild === null;
  const hadFocus = place.contains(document.activeElement) || document.activeElement === document.body;
  announce("");
  place.innerHTML = html;
  const scene = place.firstElementChild;
  voice = makeVoice();
  question = null;
  // Without the script of its input a form is still one that any browser can send.
  if (isWatching) {
    lookOnly(scene);
  } else if (scene.dataset.phase === "open" && widgetOf(scene.querySelector("form"))) {
    startQuestion(scene);
  }
  preparePicture(scene);
  showNumbers(place, roundShown(), last);
  fillMine();
  paint(clock.now());
  window.scrollTo(0, scroll);
  scroll = 0;
  const title = scene.querySelector("#scene-title");
  if (hadFocus && title) {
    title.focus({ preventScroll: true });
  } else if (title) {
    announce(title.textContent);
  }
  climb(scene);
  if (!isWatching) {
    me.after(scene, last, isFirst);
  }
}

/* Who has no seat sees the question and cannot answer it; what is said to players is said otherwise. */
function lookOnly(scene) {
  scene.querySelectorAll("[data-watching]").forEach((words) => {
    words.textContent = words.dataset.watching;
  });
  scene.querySelectorAll("form button, form input, form textarea, form select").forEach((field) => {
    field.disabled = true;
  });
}

/* No seat is left: the evening is followed here all the same. */
function watch(sentence) {
  isWatching = true;
  const notice = document.getElementById("watching");
  notice.hidden = false;
  notice.textContent = sentence;
  announce(sentence);
  enter(false);
}

function startQuestion(scene) {
  const round = Number(scene.dataset.round);
  question = makeQuestion(scene.querySelector("form"), round, {
    drafts,
    send: (v, isPlain) => answers.give(round, v, lang, isPlain),
    learn: () => me.soon(part(2000)),
  });
  const known = me.now();
  if (known && known.round === round && known.answer !== null) {
    answers.learn(round, known.answer);
  }
  question.show(answers.of(round));
}

function answerChanged(round, record) {
  if (question && Number(round) === roundShown()) {
    question.show(record);
  }
  if (record.verdict === "not_joined") {
    left();
  }
}

/* The answer to the round in place: what the server knows, else what this browser does. */
function ownAnswer(round) {
  const known = me.now();
  const record = answers.of(round);
  if (known && known.round === round && known.answer !== null) {
    return known.answer;
  }
  return isStored(record) ? record.v : null;
}

function fillMine() {
  const scene = place.firstElementChild;
  const known = me.now();
  if (known) {
    channel = known.player.channel || channel;
  }
  fillBar(known);
  mended.show(known);
  if (!scene || isWatching) {
    return;
  }
  const round = roundShown();
  const answer = round === null ? null : ownAnswer(round);
  fillName(scene, known);
  markAnswer(scene, answer);
  fillResult(scene, me.isOf(scene) ? known : null, answer);
  fillBoard(scene, known, me.move(round));
  fillStanding(scene, known);
  if (question && known && known.round === round && known.answer !== null) {
    answers.learn(round, known.answer);
  }
}

/* As the pulse says; until one has spoken of this round, as the scene itself was made. */
function instants() {
  if (last && last.round === roundShown()) {
    return { opens: last.opens_at, closes: last.closes_at };
  }
  const { opens, seconds } = place.firstElementChild ? place.firstElementChild.dataset : {};
  return opens ? { opens: Number(opens), closes: Number(opens) + Number(seconds) * 1000 } : {};
}

function paint(now) {
  const when = instants();
  paintCounts(place, when, now);
  document.querySelectorAll("[data-until]").forEach((spot) => {
    spot.hidden = false;
    spot.textContent = untilWords(starts, now, isPlaying);
  });
  if (question && when.closes) {
    voice.tell(secondsUntil(when.closes, now));
    if (now >= when.closes) {
      question.close(answers.of(roundShown()));
    }
  }
}

function beat(next) {
  last = next;
  trouble.hidden = true;
  stage.follow(next);
  mended.beat(next);
  showNumbers(place, roundShown(), next);
  fetchPicture(next);
}

function missed(tries) {
  if (tries >= 1 && trouble.hidden) {
    trouble.hidden = false;
    trouble.textContent = say("offline");
    announce(say("offline"));
  }
}

/* From the landing to the game; once it is over everybody may look. */
function enter(isMine) {
  if (isMine) {
    isSeated = true;
    store.write("joined", true);
  }
  if (isPlaying) {
    return;
  }
  isPlaying = true;
  place.textContent = "";
  landing.hidden = true;
  playing.hidden = false;
  document.documentElement.classList.add("joined");
  pulse = followPulse({
    url: () => `/live/${code}/${channel}/pulse`,
    beat,
    missed,
    woke: () => {
      clock.sync();
      me.soon(0);
    },
    moved: () => location.reload(),
  });
  answers.resume();
}

/* Nobody here: the landing, and nothing remembered. */
function left() {
  store.remove("joined");
  if (isPlaying) {
    if (isSeated) {
      location.reload();
    }
    return;
  }
  document.documentElement.classList.remove("joined");
  landing.hidden = false;
  playing.hidden = true;
}

/* Who comes by another channel's link is moved there, unless a round is being played. */
async function follow(seat) {
  const wanted = document.body.dataset.channel;
  channel = seat.channel || wanted;
  if (channel !== wanted) {
    const asked = { code, channel: wanted, lang, nickname: seat.nickname, waiting() {} };
    const seated = await Promise.race([takeSeat(asked), wait(LONGEST_MOVE_MS)]);
    channel = (seated && seated.body.channel) || channel;
  }
}

async function begin() {
  clock.sync();
  bindPicture(place);
  everySecond(clock, paint, () => question !== null && place.querySelector("[data-line]") !== null);
  makeLanding({
    code,
    channel,
    lang,
    drafts,
    async joined(body) {
      const seat = await me.ask();
      if (seat === null && me.isNobody()) {
        return false;
      }
      channel = body.channel;
      store.write("channel", channel);
      enter(true);
      me.soon(0);
      return true;
    },
    watching: watch,
  });
  document.querySelectorAll(".languages a").forEach((link) => {
    link.addEventListener("click", () => drafts.write("scroll", window.scrollY));
  });
  const known = await me.ask();
  if (known) {
    await follow(known.player);
    enter(true);
  } else if (store.read("joined") && me.isUnknown()) {
    enter(true);
    me.soon(0);
  } else if ("over" in document.body.dataset) {
    enter(false);
  } else {
    left();
  }
}

begin();
