/* A file on its way in: in parts, so that it has progress, and one that fails is sent again. */

export const MOST = 25000000;
/* How a form names a picture that is kept, and what its key stands for in an address. */
export const KEPT = /^([0-9a-f]{32})\.jpg$/;
export const PLACE = "KEY";
const PART = 400000;
const TRIES = 4;
const WAIT_MS = 800;

async function sendPart(form, path) {
  for (let tries = 1; ; tries += 1) {
    try {
      const reply = await fetch(path, { method: "POST", body: form, headers: { Accept: "application/json" } });
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

/* Sends `chosen` to the path `parts`. `goesOn(done, all)` is asked before each part; the last reply's
   status, and what it told, come back. */
export async function sendPicture({ token, parts }, chosen, goesOn) {
  const upload = Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");
  const all = Math.max(1, Math.ceil(chosen.size / PART));
  let reply = null;
  for (let number = 0; number < all && goesOn(number, all); number += 1) {
    const form = new FormData();
    form.append("csrf_token", token);
    form.append("upload", upload);
    form.append("number", String(number));
    form.append("count", String(all));
    form.append("part", chosen.slice(number * PART, (number + 1) * PART), chosen.name || "picture");
    reply = await sendPart(form, parts);
    if (!reply.ok) {
      break;
    }
  }
  return { status: reply ? reply.status : 0, told: reply ? await reply.json() : {} };
}
