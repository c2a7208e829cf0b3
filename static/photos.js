// Sends chosen files in small pieces, so that a broken line costs one piece. Without this file the form sends them whole.
"use strict";
(() => {
  const form = document.querySelector("form[data-pieces]");
  if (!form || !window.fetch || !window.FormData || !window.crypto) return;
  const SMALLEST = 32 * 1024, LARGEST = 512 * 1024, QUICK = 2000, HANGS = 90000;
  const PAUSES = [1, 2, 4, 8, 15, 30, 60, 60, 60];
  const list = document.getElementById("arriving"), after = document.getElementById("after");
  const { pieces: address, waiting, lost, done } = form.dataset;

  // Made by hand: crypto.randomUUID is younger than the phones we mean.
  const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const pause = (seconds) => new Promise((go) => setTimeout(go, seconds * 1000));

  const post = async (body) => {
    const stop = window.AbortController && new AbortController();
    const timer = stop && setTimeout(() => stop.abort(), HANGS);
    try {
      return await fetch(address, { method: "POST", body, credentials: "same-origin", redirect: "manual", signal: stop ? stop.signal : undefined });
    } finally {
      clearTimeout(timer);
    }
  };

  const bodyOf = (file, key, offset, length) => {
    const body = new FormData();
    for (const name of ["csrfmiddlewaretoken", "kind", "shows"]) body.append(name, form.elements[name].value);
    body.append("key", key);
    body.append("size", file.size);
    body.append("offset", offset);
    body.append("piece", file.slice(offset, offset + length), "piece");
    return body;
  };

  const rowOf = (file) => {
    const row = document.createElement("li"), name = document.createElement("strong");
    const bar = document.createElement("progress"), words = document.createElement("p");
    name.textContent = file.name;
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    row.className = "flow-s";
    row.append(name, bar, words);
    list.append(row);
    return { bar, words };
  };

  // True once the file is there, false if it is refused or the line stays away.
  const send = async (file) => {
    const key = newKey(), row = rowOf(file);
    let offset = 0, length = SMALLEST, failed = 0;
    while (failed < PAUSES.length) {
      const began = Date.now();
      let answer = null;
      try {
        const response = await post(bodyOf(file, key, offset, length));
        if (response.type === "opaqueredirect") { window.location.reload(); return false; }
        answer = await response.json();
      } catch (error) {
        answer = null;
      }
      if (answer && answer.refused) { row.words.textContent = answer.refused; return false; }
      if (answer && answer.done) { row.bar.value = 1; row.words.textContent = done; return true; }
      if (answer && "received" in answer) {
        offset = answer.received;
        row.bar.value = offset / file.size;
        row.words.textContent = "";
        failed = 0;
        length = Date.now() - began < QUICK ? Math.min(length * 2, LARGEST) : Math.max(length / 2, SMALLEST);
        continue;
      }
      row.words.textContent = waiting;
      length = SMALLEST;
      await pause(PAUSES[failed]);
      failed += 1;
    }
    row.words.textContent = lost;
    return false;
  };

  form.addEventListener("submit", async (event) => {
    const files = [...form.elements.camera.files, ...form.elements.files.files];
    if (!files.length || (event.submitter && event.submitter.name)) return;
    event.preventDefault();
    const button = form.querySelector("button.btn");
    button.disabled = true;
    list.textContent = "";
    let arrived = true;
    for (const file of files) arrived = (await send(file)) && arrived;
    button.disabled = false;
    form.elements.camera.value = form.elements.files.value = "";
    if (arrived) window.location.assign(after.querySelector("a").href);
    else after.hidden = false;
  });
})();
