/* What the page says, in its own language: the sentences wait in the page itself. */

const place = document.getElementById("words");
const words = JSON.parse(place.dataset.words);
const language = document.body.dataset.lang;
const numbers = new Intl.NumberFormat(language);

/* What to say of an answer that is not stored, by the server's verdict. */
export const refusals = words.refusals;
export const suggested = JSON.parse(place.dataset.suggested);

/* A number with its groups. */
export function figure(value) {
  return numbers.format(value);
}

/* A plain decimal as this language writes it; a year is not grouped. */
export function plainFigure(text) {
  const number = Number(text);
  return Math.abs(number) < 10000 && Number.isInteger(number) ? text : figure(number);
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

/* Tell who listens instead of looking, once. */
export function announce(sentence) {
  if (status.textContent === sentence) {
    status.textContent = "";
    setTimeout(() => {
      status.textContent = sentence;
    }, 50);
  } else {
    status.textContent = sentence;
  }
}
