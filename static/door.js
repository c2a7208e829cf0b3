// The two things a page cannot do alone. Everything else works without this file.
"use strict";
(() => {
  const TIMES = 3, WITHIN = 2000;
  const exit = document.querySelector(".exit");
  const leave = () => {
    document.documentElement.hidden = true;
    window.location.replace(exit.href);
  };
  let pressed = [];
  if (exit) {
    exit.addEventListener("click", (event) => { event.preventDefault(); leave(); });
    document.addEventListener("keydown", (event) => {
      if (event.repeat) return;
      pressed = event.key === "Shift" ? [...pressed, Date.now()].filter((at) => at > Date.now() - WITHIN) : [];
      if (pressed.length >= TIMES) leave();
    });
  }
  document.querySelectorAll("button.print").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
