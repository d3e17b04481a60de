/* What is the player's own, filled into the empty places of a scene from `me`. */

import { widgetOf } from "./widgets.js";
import { choose, count, figure, make, nameOf, put, say } from "./words.js";

// More players of one rank are one line, as on the board itself.
const MOST_NAMED = 3;

function slots(scene, name) {
  return scene.querySelectorAll(`[data-mine="${name}"]`);
}

function paragraph(name, text) {
  return make("p", name, text);
}

/* How the round went, in a word. */
function verdict(result, isThanked) {
  if (result.credit === null) {
    return isThanked ? "thanks" : "noAnswer";
  }
  return result.credit >= 1 ? "right" : result.credit > 0 ? "partly" : "wrong";
}

/* Until the points are known: none are promised where none are given. */
function pending(scene, answer) {
  if (!("unscored" in scene.dataset)) {
    return ["counting"];
  }
  return answer ? ["thanks"] : [];
}

/* The result of the round: said in a word, and the points, large. */
export function fillResult(scene, me, answer) {
  slots(scene, "result").forEach((place) => {
    place.classList.remove("wrong");
    if (!me) {
      put(place, pending(scene, answer).map((word) => paragraph("", say(word))));
      return;
    }
    const isScored = !("unscored" in scene.dataset);
    const isTieBreak = "tieBreak" in scene.dataset;
    const said = me.result ? verdict(me.result, !isScored && answer) : "noAnswer";
    place.classList.toggle("wrong", said === "wrong");
    put(place, [
      paragraph("verdict", say(said)),
      me.result && me.result.points > 0
        ? paragraph("won figures", say("won", { points: figure(me.result.points) }))
        : null,
      // A poll brings no points, and ranks nobody; a tie-break ranks by who is nearer.
      isScored ? paragraph("figures", count("inAll", me.score, "points")) : null,
      isScored || isTieBreak || me.ranked === false ? paragraph("figures", rankOf(me)) : null,
    ]);
  });
}

/* Whether the player has a rank: who is first without points says that nobody has any yet. */
function hasRank(me) {
  return me.rank !== null && (me.rank > 1 || me.score > 0);
}

function rankOf(me) {
  if (me.ranked === false) {
    return say("unranked");
  }
  if (!hasRank(me)) {
    return "";
  }
  const values = { rank: figure(me.rank), number: figure(me.tied || 1), players: figure(me.players) };
  return choose(me.tied > 1 ? "rankShared" : "rank", me.rank, values);
}

/* A rank that many share, in one line. */
function sharedBy(word, entry) {
  return choose(word, entry.rank, { rank: figure(entry.rank), number: figure(entry.tied) });
}

/* What the player answered, said beside what is right. */
export function markAnswer(scene, answer) {
  const widget = scene.dataset.phase === "revealed" ? widgetOf(scene) : null;
  if (widget) {
    widget.mark(scene, answer);
  }
}

function rowOf(entry, isOwn, move) {
  const row = make("tr", isOwn ? "own" : "", [
    make("td", "rank figures", figure(entry.rank)),
    make("th", "who", [nameOf(entry.nickname)]),
    make("td", "move figures", move ? [moveSign(move), make("span", "visually-hidden", moveWords(move))] : ""),
    make("td", "score figures", figure(entry.score)),
  ]);
  row.querySelector(".who").scope = "row";
  return row;
}

/* A row that names nobody. */
function wordsRow(words, score, isOwn) {
  const who = make("th", "who", words);
  who.scope = "row";
  who.colSpan = 3;
  return make("tr", isOwn ? "own" : "", [who, make("td", "score figures", figure(score))]);
}

/* Somebody beside the player: a name, all who share a rank, or a score of which no name is known. */
function neighbour(entry, isAbove) {
  if (entry.nickname) {
    return rowOf(entry, false, 0);
  }
  const words = entry.tied > MOST_NAMED ? sharedBy("shared", entry) : say(isAbove ? "justAbove" : "justBelow");
  return wordsRow(words, entry.score, false);
}

function moveSign(move) {
  const sign = make("span", "", `${move > 0 ? "▲" : "▼"}${figure(Math.abs(move))}`);
  sign.setAttribute("aria-hidden", "true");
  return sign;
}

function moveWords(move) {
  return count(move > 0 ? "up" : "down", Math.abs(move), "number");
}

/* Whether a line of the board is the player's: by name, or that of all who share the rank. */
function isOwn(row, me) {
  if (Number(row.dataset.rank) !== me.rank) {
    return false;
  }
  const names = [me.shown_as || me.player.nickname, me.player.nickname];
  return "tied" in row.dataset || names.includes(row.querySelector(".who").textContent);
}

/* Players read their own name on their own line, whatever the board calls them before others. */
function callMe(row, me) {
  if (me.shown_as && !("tied" in row.dataset)) {
    put(row.querySelector(".who"), [nameOf(me.player.nickname)]);
  }
}

/* Where many share a rank in one line, the player is one of them. */
function includeMe(scene, me) {
  scene.querySelectorAll("[data-tied]").forEach((line) => {
    const tied = { rank: Number(line.dataset.rank), tied: Number(line.dataset.tied) };
    const word = me && hasRank(me) && tied.rank === me.rank ? "sharedByYou" : "shared";
    line.querySelector(".who").textContent = sharedBy(word, tied);
  });
}

/* The player's line with those just above and below; `around` has the one above first. */
function ownRows(me, move) {
  const around = me.around || [];
  const above = around.filter((entry, place) => entry.rank < me.rank || (entry.rank === me.rank && place === 0));
  const own = { rank: me.rank, nickname: me.player.nickname, score: me.score, tied: me.tied };
  return [
    ...above.map((entry) => neighbour(entry, true)),
    me.tied > MOST_NAMED ? wordsRow(sharedBy("sharedByYou", own), me.score, true) : rowOf(own, true, move),
    ...around.filter((entry) => !above.includes(entry)).map((entry) => neighbour(entry, false)),
  ];
}

/* The player's line on the board; where it is not among the ten, below them with those around. */
export function fillBoard(scene, me, move) {
  slots(scene, "board").forEach((place) => {
    put(place, me && me.ranked === false ? [paragraph("", rankOf(me))] : []);
    includeMe(scene, me);
    const rows = Array.from(scene.querySelectorAll("tbody tr"));
    const shown = me && hasRank(me) ? rows.filter((row) => isOwn(row, me)) : [];
    rows.forEach((row) => row.classList.toggle("own", shown.includes(row)));
    shown.forEach((row) => callMe(row, me));
    if (me && hasRank(me) && !shown.length) {
      put(place, [make("table", "standings", [make("tbody", "", ownRows(me, move))])]);
    }
  });
}

/* The end: my score, my rank, how many I got right. */
export function fillStanding(scene, me) {
  slots(scene, "standing").forEach((place) => {
    includeMe(scene, me);
    if (!me || (me.rank === null && me.ranked !== false)) {
      put(place, []);
      return;
    }
    put(place, [
      make("p", "", [nameOf(me.player.nickname)]),
      paragraph("total figures", count("points", me.score, "points")),
      paragraph("", rankOf(me)),
      typeof me.right === "number" ? paragraph("", count("rightAnswers", me.right, "number")) : null,
    ]);
  });
}

export function fillName(scene, me) {
  slots(scene, "nickname").forEach((place) => put(place, me ? [nameOf(me.player.nickname)] : []));
}

/* The line at the top: who I am, and my points. */
export function fillBar(me) {
  const bar = document.querySelector('.top [data-mine="bar"]');
  bar.hidden = !me;
  if (me) {
    put(bar, [nameOf(me.player.nickname), make("span", "figures", figure(me.score))]);
  }
}
