/* Asking the server: never for longer than we wait, and never all at the same instant. */

export function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/* A random part of `ms`. */
export function part(ms) {
  return Math.random() * ms;
}

/* How long to wait before try number `tries` (from 0), in ms: doubling, with full jitter. */
export function backoff(tries, first, most) {
  return part(Math.min(most, first * 2 ** tries));
}

/* The response of `url`; rejects when there is none within `most` ms. */
export async function ask(url, options, most) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), most);
  try {
    return await fetch(url, { ...options, signal: abort.signal });
  } finally {
    clearTimeout(timer);
  }
}

/* Whether a body is what we say there: a portal or a proxy on the way answers with its own. */
export function isOurs(body, fields) {
  return Object.keys(fields).every((name) => typeof body[name] === fields[name]);
}

/* The body as JSON, or an empty object where there is none. */
export async function json(response) {
  try {
    const body = await response.json();
    return body !== null && typeof body === "object" ? body : {};
  } catch (error) {
    return {};
  }
}
