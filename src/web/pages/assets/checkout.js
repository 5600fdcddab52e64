// Comfort for the buyer's pages; the card form has more of its own. Every page works without this
// file: the server checks everything, so nothing here forbids or validates.
"use strict";

// One press, one post: a second press while the answer is on its way would be a second attempt.
for (const form of document.forms) {
  const button = form.querySelector("[data-busy]");
  if (!button) continue;
  const idle = button.textContent;
  form.addEventListener("submit", () => {
    button.disabled = true;
    button.textContent = button.dataset.busy;
  });
  // Some browsers remember over a reload that the button was disabled.
  window.addEventListener("pageshow", () => {
    button.disabled = false;
    button.textContent = idle;
  });
}

// A bank that only looks at the browser needs nobody to press the button.
for (const form of document.querySelectorAll("[data-submit-after]")) {
  setTimeout(() => form.requestSubmit(), Number(form.dataset.submitAfter));
}

// Not reload(): a page may be the answer to a post, which must not be sent again.
const askAgain = () => location.replace(location.pathname + location.search);

// Going back may bring the page out of the browser's memory, although the payment has gone on.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) askAgain();
});

const timer = document.querySelector("[data-seconds]");
const [secondsLeft, rate] = [Number(timer?.dataset.seconds), Number(timer?.dataset.rate)];
if (rate > 0 && secondsLeft > 0) {
  const [hour, minute, second] = timer.dataset.units.split("|");
  const loaded = Date.now();
  const ticking = setInterval(() => {
    const passed = (Date.now() - loaded) / 1000;
    const left = Math.max(0, Math.ceil(secondsLeft - passed * rate));
    const [hours, minutes] = [Math.floor(left / 3600), Math.floor((left % 3600) / 60)];
    const parts = hours
      ? [`${hours}${hour}`, `${minutes}${minute}`]
      : [minutes && `${minutes}${minute}`, `${left % 60}${second}`].filter(Boolean);
    timer.textContent = parts.join(" ");
    // At least a second between reloads, however fast the sandbox clock runs.
    if (left > 0 || passed < 1) return;
    clearInterval(ticking);
    askAgain();
  }, 250);
}
