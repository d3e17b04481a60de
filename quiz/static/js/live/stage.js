/* The stage: fetches the scene that is on, and the next one just after its instant. */

import { BEHAVIOUR, afterEarly, afterInstant, again, askedMs } from "./behaviour.js";
import { ask, isOurs, json, part, wait } from "./request.js";

/* Whether these bytes are a scene of ours, and all of it. */
function isScene(html) {
  const text = html.trim();
  return text.startsWith("<section class=\"scene") && text.endsWith("</section>");
}

/* `url(id)` is a scene's path; `swap(html, id)` puts it in place; `lost()` when an id is unknown,
   so that the pulse is asked again. */
export function makeStage({ clock, url, swap, lost }) {
  let wanted = null;
  let shown = null;
  let since = 0;
  let planned = null;
  let timer = 0;

  /* The scene's bytes; null where it is not to be had. */
  async function get(id, spread) {
    let isDoubtful = false;
    for (let tries = 0; wanted === id; tries += 1) {
      try {
        // What was kept under the scene's address may be another's page: it is asked for anew.
        const cache = isDoubtful ? "reload" : "default";
        const response = await ask(url(id), { credentials: "omit", cache }, BEHAVIOUR.scene.most_ms);
        if (response.ok) {
          const html = await response.text();
          if (isScene(html)) {
            return html;
          }
          isDoubtful = true;
        }
        if (response.status === 404 && isOurs(await json(response), { status: "string" })) {
          return null;
        }
        const isEarly = response.status === 425;
        await wait(isEarly ? afterEarly(spread) : again("scene", tries, askedMs(response)));
      } catch (error) {
        await wait(again("scene", tries, 0));
      }
    }
    return null;
  }

  async function want(id, spread) {
    wanted = id;
    const html = await get(id, spread);
    if (wanted !== id) {
      return;
    }
    if (html === null) {
      wanted = shown;
      lost();
      return;
    }
    shown = id;
    swap(html, id);
  }

  /* Scenes come just after their instant; a random part of the spread keeps phones apart. */
  function plan(next, spread) {
    if (planned && planned.scene === next.scene && planned.at === next.at) {
      return;
    }
    clearTimeout(timer);
    planned = next;
    timer = setTimeout(() => {
      planned = null;
      since = next.at;
      want(next.scene, spread);
    }, Math.max(0, next.at - clock.now()) + afterInstant(spread));
  }

  function cancel() {
    clearTimeout(timer);
    planned = null;
  }

  /* Follow a pulse: what is on now, and what comes next. */
  function follow(pulse) {
    const spread = pulse.spread_ms;
    const isPast = pulse.now < since;
    if (pulse.scene !== wanted && !isPast) {
      const isFirst = shown === null;
      wanted = pulse.scene;
      setTimeout(() => {
        if (wanted === pulse.scene) {
          want(pulse.scene, spread);
        }
      }, isFirst ? 0 : part(spread));
    }
    if (pulse.next && pulse.next.scene !== wanted) {
      plan(pulse.next, spread);
    } else if (!isPast) {
      cancel();
    }
  }

  return { follow, again: () => { wanted = null; shown = null; } };
}
