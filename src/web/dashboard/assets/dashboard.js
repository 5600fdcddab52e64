// The dashboard works without this. With it, pages follow what happens, clocks go on, and texts
// can be copied with one press.
"use strict";

(() => {
  const body = document.body;

  // The clock of the merchant, between two answers of the server.
  const two = (number) => String(number).padStart(2, "0");
  let shownAt = performance.now();
  const tick = () => {
    const clock = document.querySelector("[data-now]");
    const rate = Number(clock?.dataset.rate);
    if (!rate) return;
    const now = new Date(Number(clock.dataset.now) + (performance.now() - shownAt) * rate);
    const day = `${now.getUTCFullYear()}-${two(now.getUTCMonth() + 1)}-${two(now.getUTCDate())}`;
    const time = `${two(now.getUTCHours())}:${two(now.getUTCMinutes())}:${two(now.getUTCSeconds())}`;
    clock.textContent = `${day} ${time}`;
  };
  setInterval(tick, 1000);

  // Copying.
  const offerCopies = () => {
    if (!navigator.clipboard) return;
    for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    const text = document.getElementById(button.dataset.copy)?.textContent ?? "";
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not allowed";
    }
    setTimeout(() => { button.textContent = label; }, 1500);
  });
  offerCopies();

  // Whether somebody has put something into a form that the server does not know of.
  const isTouched = (form) => [...form.elements].some((one) => {
    if (one.matches("select")) return [...one.options].some((option) => option.selected !== option.defaultSelected) && one.selectedIndex > 0;
    if (one.matches("[type=checkbox]")) return one.checked !== one.defaultChecked;
    return one.matches("input:not([type=hidden]), textarea") && one.value !== one.defaultValue;
  });

  // The newest state of the page, taken over part by part. What somebody is typing in stays, and so
  // do the forms that were filled in, the opened details and the focus.
  const swap = (fresh) => {
    for (const part of document.querySelectorAll("[data-live]")) {
      const name = part.dataset.live;
      const next = fresh.querySelector(`[data-live="${name}"]`);
      if (!next || next.innerHTML === part.innerHTML) continue;
      const active = part.contains(document.activeElement) ? document.activeElement : null;
      if (active?.matches("input, select, textarea")) continue;
      const open = [...part.querySelectorAll("details")].map((one) => one.open);
      const focusable = "a, button, summary, [tabindex]";
      const place = [...part.querySelectorAll(focusable)].indexOf(active);
      const scrolled = [...part.querySelectorAll(".scroll")].map((one) => one.scrollLeft);
      const kept = [...part.querySelectorAll("[data-keep]")].filter(isTouched);
      part.innerHTML = next.innerHTML;
      for (const form of kept) part.querySelector(`[data-keep="${form.dataset.keep}"]`)?.replaceWith(form);
      part.querySelectorAll("details").forEach((one, index) => { one.open = open[index] ?? one.open; });
      part.querySelectorAll(".scroll").forEach((one, index) => { one.scrollLeft = scrolled[index] ?? 0; });
      if (active) part.querySelectorAll(focusable)[place]?.focus({ preventScroll: true });
    }
    shownAt = performance.now();
    offerCopies();
  };

  let waiting = 0;
  let isBusy = false;
  const refresh = async () => {
    if (isBusy) { later(); return; }
    isBusy = true;
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      if (answer.ok) swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      // The server is gone; the stream says so.
    } finally {
      isBusy = false;
    }
  };
  // A burst of events is one look.
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 200);
  };

  const state = document.querySelector("[data-live-state]");
  const say = (text) => { if (state) state.textContent = text; };
  const stream = new EventSource(body.dataset.events);
  for (const kind of body.dataset.kinds.split(" ")) stream.addEventListener(kind, later);
  stream.addEventListener("removed", () => { stream.close(); say("The merchant was removed."); });
  stream.onopen = () => say("Live.");
  stream.onerror = () => say("Not connected: what you see may be old.");
})();
