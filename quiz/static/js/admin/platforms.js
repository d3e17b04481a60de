/* A platform's name fills in what it lays over the picture, for the size that is chosen. */

const row = document.querySelector("[data-platforms]");
const sides = ["top", "right", "bottom", "left"];

function sizeChosen() {
  const chosen = document.querySelector("input[name=size]:checked");
  return chosen ? chosen.value : "normal";
}

function fill(button) {
  const { wide, upright } = button.dataset;
  const numbers = (sizeChosen() === "upright" ? upright : wide).split(" ");
  sides.forEach((side, place) => {
    document.getElementById(side).value = numbers[place];
  });
}

if (row) {
  row.hidden = false;
  row.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) {
      fill(button);
    }
  });
}
