/* Rows of a board that come from their former place: one short move, where motion is welcome. */

const still = window.matchMedia("(prefers-reduced-motion: reduce)");

export function climb(scene) {
  const rows = Array.from(scene.querySelectorAll("tr[data-move]"));
  if (still.matches || !rows.length) {
    return;
  }
  const height = rows[0].offsetHeight;
  rows.forEach((row) => {
    // Who comes from far below comes from just under the board.
    const by = Math.max(-10, Math.min(10, Number(row.dataset.move)));
    row.style.transform = `translateY(${by * height}px)`;
  });
  // Two frames: the former place must be painted before the move begins.
  requestAnimationFrame(() => requestAnimationFrame(() => {
    rows.forEach((row) => {
      row.classList.add("climbing");
      row.style.transform = "";
    });
  }));
}
