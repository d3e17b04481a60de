/* A preview of each overlay over a still: drawn as large as in the studio, and shown smaller. */

const SIZES = { landscape: [1920, 1080], portrait: [1080, 1920] };

/* Covers the whole box, as a stream's picture does; what is too wide or too high is cut off. */
function draw(canvas, picture, [width, height]) {
  Object.assign(canvas, { width, height });
  const scale = Math.max(width / picture.width, height / picture.height);
  const [wide, high] = [picture.width * scale, picture.height * scale];
  canvas.getContext("2d").drawImage(picture, (width - wide) / 2, (height - high) / 2, wide, high);
  canvas.hidden = false;
}

function bind(part) {
  const box = part.querySelector("[data-box]");
  const page = part.querySelector("[data-page]");
  const canvas = part.querySelector("[data-picture]");
  const file = part.querySelector("[data-file]");
  const failed = part.querySelector("[data-failed]");
  const size = box.classList.contains("portrait") ? SIZES.portrait : SIZES.landscape;

  function scale() {
    if (part.open) {
      const share = box.clientWidth / size[0];
      page.style.transform = `scale(${share})`;
      box.style.height = `${size[1] * share}px`;
    }
  }

  part.addEventListener("toggle", () => {
    // A page that nobody looks at asks for nothing.
    if (part.open) {
      box.append(page);
      scale();
    } else {
      page.remove();
    }
  });

  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    const picture = chosen ? await createImageBitmap(chosen).catch(() => null) : null;
    failed.textContent = chosen && !picture ? failed.dataset.failed : "";
    canvas.hidden = true;
    if (picture) {
      draw(canvas, picture, size);
    }
  });

  page.remove();
  page.src = part.dataset.src;
  window.addEventListener("resize", scale);
  part.hidden = false;
}

document.querySelectorAll("[data-still]").forEach(bind);
