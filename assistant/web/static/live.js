// Everything works without this. With it: pages that wait look for themselves, and an answer is sent again when the network fails.
"use strict";
(() => {
  const waits = document.querySelector("[data-stand]");
  if (waits) {
    const began = Date.now(), quick = Number(waits.dataset.every || 5000);
    let tag = "", timer = 0;
    const next = () => {
      const slow = quick > 2000 && Date.now() - began > 120000 ? 3 : 1;
      timer = setTimeout(look, quick * slow * (0.8 + Math.random() * 0.4));
    };
    const look = async () => {
      clearTimeout(timer);
      if (!document.hidden) {
        try {
          const answer = await fetch(waits.dataset.stand, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
          if (answer.status === 200) {
            const now = await answer.json();
            tag = answer.headers.get("ETag") || "";
            if (now.at !== waits.dataset.at) { location.reload(); return; }
            const told = document.getElementById("told");
            if (told && now.told) told.textContent = now.told;
          } else if (answer.status !== 304 && answer.status < 500 && answer.status !== 429) { location.reload(); return; }
        } catch { /* no network: look again later */ }
      }
      next();
    };
    document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
    next();
  }
  const form = document.querySelector("form[data-send]");
  if (form) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const lost = document.getElementById("lost"), body = new URLSearchParams(new FormData(form, event.submitter));
      lost.hidden = true;
      for (const pause of [0, 1000, 3000]) {
        await new Promise((done) => setTimeout(done, pause));
        try {
          const answer = await fetch(form.action, { method: "POST", body });
          if (answer.ok && answer.redirected) { location.assign(answer.url); return; }
          if (answer.status < 500) { form.submit(); return; }
        } catch { /* no network: once more */ }
      }
      lost.hidden = false;
      lost.focus();
    });
  }
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  document.addEventListener("keydown", (event) => {
    const button = { ArrowLeft: "back", ArrowRight: "on" }[event.key];
    if (button && !event.target.closest("input, select, textarea")) document.querySelector(`.wall button[value="${button}"]`)?.click();
  });
})();
