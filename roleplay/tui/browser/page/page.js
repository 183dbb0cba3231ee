// The terminal is textual.js; here is only where it connects, and where the keys go.
document.getElementById("terminal").dataset.sessionWebsocketUrl = `ws://${location.host}/ws`;

// Without the first, keys would arrive only after a click.
new MutationObserver(() => {
  if (document.body.classList.contains("-closed")) {
    document.getElementById("again").focus();
  } else if (document.body.classList.contains("-loaded")) {
    document.querySelector(".xterm-helper-textarea").focus();
  }
}).observe(document.body, { attributeFilter: ["class"] });
