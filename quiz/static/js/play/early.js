/* Runs before the first paint: who has joined never sees the landing flash by, and a page whose
   scripts did not come, since something on the way answered in our place, waits until they do. */
(function () {
  "use strict";
  var AGAIN_MS = 3000;
  if (!("noModule" in HTMLScriptElement.prototype)) {
    return;
  }
  var root = document.documentElement;
  var isWaiting = false;
  root.className += " js";
  try {
    if (localStorage.getItem("celadon." + document.currentScript.dataset.key + ".joined")) {
      root.className += " joined";
    }
  } catch (error) {
    // Storage may be closed to us; the landing is then shown until the server has answered.
  }

  /* Whether a script comes as one; what was kept in its place is asked for anew. */
  function comes(address) {
    return fetch(address, { cache: "reload" }).then(function (response) {
      var kind = response.headers.get("Content-Type") || "";
      return response.ok && kind.indexOf("javascript") >= 0;
    });
  }

  /* The page is loaded again once all of its scripts come: before that it would be somebody else's. */
  function wait() {
    var scripts = document.querySelectorAll("script[type=module], link[rel=modulepreload]");
    var addresses = Array.prototype.map.call(scripts, function (one) {
      return one.src || one.href;
    });
    Promise.all(addresses.map(comes)).then(
      function (answers) {
        if (answers.every(Boolean)) {
          location.reload();
        } else {
          setTimeout(wait, AGAIN_MS);
        }
      },
      function () {
        setTimeout(wait, AGAIN_MS);
      }
    );
  }

  window.addEventListener(
    "error",
    function (event) {
      var failed = event.target;
      if (!isWaiting && failed && failed.tagName === "SCRIPT" && failed.type === "module") {
        isWaiting = true;
        setTimeout(wait, AGAIN_MS);
      }
    },
    true
  );
})();
