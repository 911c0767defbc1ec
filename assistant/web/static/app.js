// Everything works without this. With it: leaving covers the page at once and leaves no step in the history.
"use strict";
(() => {
  const leave = () => {
    document.documentElement.classList.add("away");
    document.title = "…";
    location.replace("/weg");
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-exit]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); leave(); }
  });
  let times = [];
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !document.querySelector("a[data-exit]")) { times = []; return; }
    times = [...times, event.timeStamp].filter((time) => event.timeStamp - time < 3000);
    if (times.length > 2) leave();
  });
  // A page that the browser kept in memory is asked for again: after leaving it must not be readable.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  const summary = document.getElementById("summary");
  if (summary) summary.focus();
})();
