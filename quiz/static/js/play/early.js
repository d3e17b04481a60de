/* Runs before the first paint: who has joined never sees the landing flash by. */
(function () {
  "use strict";
  if (!("noModule" in HTMLScriptElement.prototype)) {
    return;
  }
  var root = document.documentElement;
  root.className += " js";
  try {
    if (localStorage.getItem("celadon." + document.currentScript.dataset.key + ".joined")) {
      root.className += " joined";
    }
  } catch (error) {
    // Storage may be closed to us; the landing is then shown until the server has answered.
  }
})();
