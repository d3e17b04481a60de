/* What is the player's own, filled into the empty places of a scene from `me`. */

import { widgetOf } from "./widgets.js";
import { count, figure, make, nameOf, put, say } from "./words.js";

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
    const said = me.result ? verdict(me.result, "unscored" in scene.dataset && answer) : "noAnswer";
    place.classList.toggle("wrong", said === "wrong");
    put(place, [
      paragraph("verdict", say(said)),
      me.result && me.result.points > 0
        ? paragraph("won figures", say("won", { points: figure(me.result.points) }))
        : null,
      paragraph("figures", count("inAll", me.score, "points")),
      paragraph("figures", rankOf(me)),
    ]);
  });
}

function rankOf(me) {
  if (me.ranked === false) {
    return say("unranked");
  }
  return me.rank === null ? "" : say("rank", { rank: figure(me.rank), players: figure(me.players) });
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
    make("th", "who", [entry.nickname ? nameOf(entry.nickname) : document.createTextNode("…")]),
    make("td", "move figures", move ? [moveSign(move), make("span", "visually-hidden", moveWords(move))] : ""),
    make("td", "score figures", figure(entry.score)),
  ]);
  row.querySelector(".who").scope = "row";
  return row;
}

function moveSign(move) {
  const sign = make("span", "", `${move > 0 ? "▲" : "▼"}${figure(Math.abs(move))}`);
  sign.setAttribute("aria-hidden", "true");
  return sign;
}

function moveWords(move) {
  return count(move > 0 ? "up" : "down", Math.abs(move), "number");
}

/* The player's row on the board; where it is not among the ten, below them with those around. */
export function fillBoard(scene, me, move) {
  slots(scene, "board").forEach((place) => {
    put(place, me && me.ranked === false ? [paragraph("", rankOf(me))] : []);
    if (!me || me.rank === null) {
      return;
    }
    const shown = Array.from(scene.querySelectorAll("tbody tr")).find(
      (row) => Number(row.dataset.rank) === me.rank && row.querySelector(".who").textContent === me.player.nickname
    );
    if (shown) {
      shown.classList.add("own");
      return;
    }
    const own = { rank: me.rank, nickname: me.player.nickname, score: me.score };
    const around = me.around || [];
    const rows = [
      ...around.filter((entry) => entry.rank < me.rank).map((entry) => rowOf(entry, false, 0)),
      rowOf(own, true, move),
      ...around.filter((entry) => entry.rank > me.rank).map((entry) => rowOf(entry, false, 0)),
    ];
    put(place, [make("table", "standings", [make("tbody", "", rows)])]);
  });
}

/* The end: my score, my rank, how many I got right. */
export function fillStanding(scene, me) {
  slots(scene, "standing").forEach((place) => {
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
