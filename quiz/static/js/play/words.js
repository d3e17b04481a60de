/* What the page says, in its own language: the sentences wait in the page itself. */

const place = document.getElementById("words");
const words = JSON.parse(place.dataset.words);
const language = document.body.dataset.lang;
const numbers = new Intl.NumberFormat(language);
const decimalMark = numbers.format(0.5).slice(1, 2);

/* What to say of an answer that is not stored, by the server's verdict. */
export const refusals = words.refusals;
export const suggested = JSON.parse(place.dataset.suggested);

/* A number with its groups. */
export function figure(value) {
  return numbers.format(value);
}

/* A plain decimal as this language writes it, every figure of it: a year is not grouped. What is
   none stays as it is. */
export function plainFigure(text) {
  const [, minus, whole, part] = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text) || [];
  if (!whole) {
    return text;
  }
  const grouped = whole.length > 4 ? figure(Number(whole)) : whole;
  return (minus ? "\u2212" : "") + grouped + (part ? decimalMark + part : "");
}

function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

/* The sentence called `name`, with its {places} filled. */
export function say(name, values) {
  return fill(words[name], values || {});
}

/* The sentence for `count` things; French takes none and one in the singular. */
export function count(name, number, field) {
  const [one, many] = words[name];
  return fill(number > 1 ? many : one, { [field]: figure(number) });
}

/* The sentence about what has that place: the first one is said otherwise. */
export function choose(name, place, values) {
  const [first, other] = words[name];
  return fill(place > 1 ? other : first, values);
}

/* An element with a class, and a text or children. */
export function make(tag, name, inside) {
  const element = document.createElement(tag);
  if (name) {
    element.className = name;
  }
  if (Array.isArray(inside)) {
    inside.forEach((child) => child && element.appendChild(child));
  } else if (inside !== undefined) {
    element.textContent = inside;
  }
  return element;
}

/* Let `place` hold these elements and no other; what is none is left out. */
export function put(place, children) {
  place.textContent = "";
  children.forEach((child) => child && place.appendChild(child));
}

/* Somebody's name: its own direction, whatever stands around it. */
export function nameOf(nickname) {
  return make("bdi", "", nickname);
}

const status = document.getElementById("status");
let repeat = 0;

/* Tell who listens instead of looking, once; an empty sentence takes back what was told before. */
export function announce(sentence) {
  clearTimeout(repeat);
  if (sentence && status.textContent === sentence) {
    status.textContent = "";
    repeat = setTimeout(() => {
      status.textContent = sentence;
    }, 50);
  } else {
    status.textContent = sentence;
  }
}
