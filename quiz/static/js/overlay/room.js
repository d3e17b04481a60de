/* The room's screen: over the whole of it by a press or by F, without a pointer when nobody moves it. */

const REST_MS = 3000;

const full = document.getElementById("full");
let resting = 0;

function turn() {
  if (document.fullscreenElement) {
    document.exitFullscreen();
  } else if (document.documentElement.requestFullscreen) {
    document.documentElement.requestFullscreen().catch(() => {});
  }
}

function stir() {
  clearTimeout(resting);
  document.body.classList.remove("at-rest");
  resting = setTimeout(() => document.body.classList.add("at-rest"), REST_MS);
}

full.addEventListener("click", turn);
document.addEventListener("keydown", (event) => {
  if (event.key === "f" || event.key === "F") {
    turn();
  }
});
["pointermove", "keydown"].forEach((name) => document.addEventListener(name, stir));
stir();
