/* A file on its way in: in parts, so that it has progress, and one that fails is sent again. */

export const MOST = 25000000;
/* How a form names a picture that is kept, and what its key stands for in an address. */
export const KEPT = /^([0-9a-f]{32})\.jpg$/;
export const PLACE = "KEY";
const PART = 400000;
const TRIES = 4;
const WAIT_MS = 800;

/* One request; `share` is told how much of it is on its way, from 0 to 1. A reply has a status and text. */
function post(form, path, share) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) {
        share(event.loaded / event.total);
      }
    });
    request.addEventListener("load", () => resolve({ status: request.status, text: request.responseText }));
    request.addEventListener("error", reject);
    request.send(form);
  });
}

async function sendPart(form, path, share) {
  for (let tries = 1; ; tries += 1) {
    try {
      const reply = await post(form, path, share);
      if (reply.status !== 503 || tries === TRIES) {
        return reply;
      }
    } catch (error) {
      if (tries === TRIES) {
        throw error;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS * tries));
  }
}

/* Sends `chosen` to the path `parts`. `goesOn(done, all)` is asked before each part, and told between them
   of parts of parts; the last reply's status, what it told, and how a form names the file come back. */
export async function sendFile({ token, parts }, chosen, goesOn) {
  const upload = Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");
  const all = Math.max(1, Math.ceil(chosen.size / PART));
  let reply = null;
  for (let number = 0; number < all && goesOn(number, all); number += 1) {
    const form = new FormData();
    form.append("csrf_token", token);
    form.append("upload", upload);
    form.append("number", String(number));
    form.append("count", String(all));
    form.append("part", chosen.slice(number * PART, (number + 1) * PART), chosen.name || "file");
    reply = await sendPart(form, parts, (share) => goesOn(number + share, all));
    if (reply.status >= 300) {
      break;
    }
  }
  return { status: reply ? reply.status : 0, told: reply ? JSON.parse(reply.text) : {}, name: `${upload}-${all}` };
}
