/* Where one watches: what was chosen before is chosen again, and an app's own browser is offered its
   own platform first. */

import { lasting } from "../live/storage.js";

/* What an app's browser calls itself, and how its platform is called by a museum. */
const APPS = [
  { browser: /kwai|ksnebula|kswebview/i, platform: /kuaishou|快手/i },
  { browser: /aweme/i, platform: /douyin|抖音/i },
  { browser: /musical_ly|tiktok/i, platform: /tiktok/i },
  { browser: /biliapp/i, platform: /bilibili|哔哩|b站/i },
  { browser: /xhsdiscover/i, platform: /xiaohongshu|小红书|rednote/i },
  { browser: /weibo/i, platform: /weibo|微博/i },
  { browser: /micromessenger/i, platform: /wechat|weixin|微信|视频号/i },
];

const places = document.getElementById("places");
const links = Array.from(places.querySelectorAll("[data-channel]"));
const store = lasting(document.body.dataset.key);

/* The channel of the app that this browser belongs to. */
function ownLink() {
  const app = APPS.find(({ browser }) => browser.test(navigator.userAgent));
  return app ? links.find((link) => app.platform.test(link.dataset.platform)) : undefined;
}

function offerFirst(link) {
  link.classList.add("own");
  places.prepend(link.closest("li"));
}

const before = links.find((link) => link.dataset.channel === store.read("channel"));
const isChoosing = new URLSearchParams(location.search).has("choose");

if (before && !isChoosing) {
  location.replace(before.href);
}
const first = before || ownLink();
if (first) {
  offerFirst(first);
}
places.addEventListener("click", (event) => {
  const link = event.target.closest("[data-channel]");
  if (link) {
    store.write("channel", link.dataset.channel);
  }
});
