/* A porcelain bowl that is struck, in three ways: no file, only the tones that such a bowl has. */

const LENGTH_S = 0.39;
const TOUCH_S = 0.002;
const FADE_S = 0.05;
const LOWEST_HZ = 784;
// How many times the lowest tone, how loud beside it, and how long. They are no harmonics, as in no
// bowl; and as no rim is quite round, the lower ones sound twice, a little apart.
const TONES = [
  [1, 1, 1],
  [1.005, 0.6, 1],
  [2.71, 0.8, 0.6],
  [2.74, 0.4, 0.6],
  [5.03, 0.6, 0.4],
  [7.94, 0.4, 0.25],
];
// How loud, how loud the foot sounds under it, how much of itself each higher tone has, and after how
// many seconds a third of it is left: with a soft stick, with a hand that damps it, with a hard one.
const STROKES = {
  soft: { level: 0.2, foot: 0, bright: 0.3, lasts: 0.11 },
  full: { level: 0.7, foot: 0.9, bright: 0.6, lasts: 0.07 },
  clear: { level: 0.5, foot: 0.1, bright: 1.2, lasts: 0.13 },
};

/* One of a stroke's tones as a function of the seconds since. */
function toneOf([times, loud, long], lasts) {
  const speed = 2 * Math.PI * LOWEST_HZ * times;
  return (at) => loud * Math.sin(speed * at) * Math.exp(-at / (lasts * long));
}

/* Without a click at its beginning or its end. */
function edge(at) {
  return Math.min(1, at / TOUCH_S, (LENGTH_S - at) / FADE_S);
}

/* A stroke's samples, so many a second, the loudest of them at its level. */
function samplesOf({ level, foot, bright, lasts }, rate) {
  const heard = TONES.map(([times, loud, long]) => [times, loud * bright ** Math.log2(times), long]);
  const tones = [[0.5, foot, 0.8], ...heard].map((tone) => toneOf(tone, lasts));
  const samples = Float32Array.from({ length: Math.floor(LENGTH_S * rate) }, (_, place) => {
    const at = place / rate;
    return edge(at) * tones.reduce((sum, tone) => sum + tone(at), 0);
  });
  const most = samples.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0);
  return samples.map((sample) => (level * sample) / most);
}

/* A bowl, or null where a browser knows no sound. `strike(stroke, ms)` is heard in so many ms, and
   not at all before the browser lets the page be heard; `wake()` asks it to, `heed(isHeard)` is told. */
export function makeBowl(heed) {
  const Context = window.AudioContext || window.webkitAudioContext;
  if (!Context) {
    return null;
  }
  const context = new Context();
  const buffers = {};

  function bufferOf(stroke) {
    if (!buffers[stroke]) {
      const samples = samplesOf(STROKES[stroke], context.sampleRate);
      buffers[stroke] = context.createBuffer(1, samples.length, context.sampleRate);
      buffers[stroke].getChannelData(0).set(samples);
    }
    return buffers[stroke];
  }

  function isHeard() {
    return context.state === "running";
  }

  function wake() {
    if (!isHeard()) {
      context.resume().catch(() => {});
    }
  }

  /* What is not heard now is not heard later either. */
  function strike(stroke, ms) {
    wake();
    if (isHeard()) {
      const source = context.createBufferSource();
      source.buffer = bufferOf(stroke);
      source.connect(context.destination);
      source.start(context.currentTime + Math.max(0, ms) / 1000);
    }
  }

  context.onstatechange = () => heed(isHeard());
  heed(isHeard());
  wake();
  return { strike, wake };
}
