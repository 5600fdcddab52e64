// A page that waits for news asks again. Without this it is loaded anew every few seconds, whatever
// its reader is doing; with it the page is fetched, and taken over when something has changed.
"use strict";

(() => {
  const look = async () => {
    const main = document.querySelector("main");
    try {
      const answer = await fetch(location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.querySelector("main");
      if (answer.ok && next && next.outerHTML !== main.outerHTML) {
        const focused = document.activeElement?.dataset.test;
        main.replaceWith(next);
        if (focused) next.querySelector(`[data-test="${focused}"]`)?.focus();
      }
    } catch {
      // The shop is gone; it may come back.
    }
    later();
  };
  const later = () => {
    const seconds = Number(document.querySelector("main").dataset.asksAgain);
    if (seconds) setTimeout(look, seconds * 1000);
  };
  later();
})();
