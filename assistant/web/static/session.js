// The page with the app: where to connect, the size of the letters, and what to show when the app has ended.
"use strict";
(() => {
  const terminal = document.getElementById("terminal");
  const origin = location.origin.replace(/^http/, "ws");
  terminal.dataset.sessionWebsocketUrl = origin + "/ws";

  // Letters of 16 pixels, smaller only where 60 columns and 20 lines would not fit (a phone, or strong zoom).
  const room = terminal.getBoundingClientRect();
  const fits = Math.min(room.width / (60 * 0.61), room.height / (20 * 1.22));
  terminal.dataset.fontSize = String(Math.max(4, Math.min(16, Math.floor(fits))));

  const REASONS = { 1000: "over", 1001: "stopped", 4000: "over", 4002: "elsewhere", 4003: "full" };
  const LEFT_AT_ONCE = 4008;

  function ended(code) {
    if (code === LEFT_AT_ONCE) {
      location.replace("about:blank");
      return;
    }
    terminal.remove();
    document.getElementById("opening").hidden = true;
    const reason = REASONS[code] || "lost";
    for (const each of document.querySelectorAll(".reason")) each.hidden = each.dataset.reason !== reason;
    const panel = document.getElementById("ended");
    panel.hidden = false;
    panel.focus();
  }

  // The terminal opens pages for two reasons. A file the app made is fetched from here, in this page; links lead nowhere.
  window.open = (address) => {
    if (address && new URL(address, location.href).pathname.startsWith("/download/")) {
      const link = document.createElement("a");
      link.href = address;
      link.download = "";
      link.click();
    }
    return null;
  };

  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener("close", (event) => ended(event.code));
      this.addEventListener("message", () => {
        document.getElementById("opening").hidden = true;
        const typing = terminal.querySelector("textarea");
        if (typing) typing.focus();
      }, { once: true });
    }
  };
})();
