// Looks at a page again every few seconds and takes over what has changed. Without scripts the
// pages show the same, after a reload.
"use strict";
{
  const seconds = Number(document.body.dataset.looksAgain);
  const parts = (page) => page.querySelectorAll("[data-live]");
  // As the server wrote them: opened details and typed texts do not count as a change.
  const written = new Map();
  for (const part of parts(document)) written.set(part.dataset.live, part.innerHTML);

  const isInUse = (part) => {
    const at = document.activeElement;
    return part.contains(at) && at.matches("input, select, textarea");
  };

  const take = (page) => {
    for (const part of parts(document)) {
      const name = part.dataset.live;
      const fresh = page.querySelector(`[data-live="${CSS.escape(name)}"]`);
      if (!fresh || fresh.innerHTML === written.get(name) || isInUse(part)) continue;
      written.set(name, fresh.innerHTML);
      const focused = part.contains(document.activeElement) && document.activeElement.dataset.test;
      part.innerHTML = fresh.innerHTML;
      if (focused) part.querySelector(`[data-test="${CSS.escape(focused)}"]`)?.focus();
    }
  };

  const look = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(location.href, { headers: { accept: "text/html" } });
        if (answer.ok) take(new DOMParser().parseFromString(await answer.text(), "text/html"));
      } catch {
        // The shop is gone for the moment; the page stays as it is.
      }
    }
    setTimeout(look, seconds * 1000);
  };

  if (seconds > 0) setTimeout(look, seconds * 1000);
}
