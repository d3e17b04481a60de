/* What became of a step that got no answer, by the truth that comes after it. */

/* Whether `step` was taken by `click`, the query of its address, as `now` tells it. */
export function hasArrived(now, step, click) {
  if (step === "launch") {
    return now.round >= Number(click.get("number"));
  }
  const seen = click.get("closes_at");
  // An extension has arrived where the close is not the one that was seen.
  return seen ? String(now.steps[step].closes_at) !== seen : Boolean(now.steps[step] && now.steps[step].already);
}

/* The step of an address, or nothing. */
export function stepOf(url) {
  const [, step] = /\/steps\/([a-z-]+)/.exec(url) || [];
  return step;
}
