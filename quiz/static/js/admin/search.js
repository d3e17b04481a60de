/* A list of the back office that is searched: it asks for the same page and takes its results. */

import { searchWhileTyping } from "../staff/search.js";

export function answerWhileTyping(form) {
  const results = document.getElementById("results");
  form.classList.add("is-live");
  searchWhileTyping(form, results, async (words) => {
    const address = new URL(form.action || location.href);
    address.search = words.toString();
    const response = await fetch(address, { credentials: "same-origin" });
    // Somebody who is signed out meanwhile is told so by the page itself.
    if (!response.ok || response.redirected) {
      form.submit();
      return null;
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    history.replaceState(null, "", address);
    return page.getElementById("results").innerHTML;
  });
}
