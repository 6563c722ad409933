// What is typed on the page of a case is kept on the server while it is typed, for whoever
// types it alone. Without this script a button keeps it, and every sending that fails.
const PAUSE = 3000;

for (const form of document.querySelectorAll("form[data-keep]")) {
  const said = form.querySelector("[data-kept]");
  let timer = 0;
  let running = null;

  function words() {
    const body = new FormData(form);
    body.set("do", "autosave");
    return body;
  }

  async function keep() {
    timer = 0;
    running = new AbortController();
    const how = { method: "POST", body: words(), redirect: "error", signal: running.signal };
    try {
      const answer = await fetch(form.getAttribute("action"), how);
      said.textContent = (await answer.json()).said;
    } catch {
      if (running?.signal.aborted) return;
      said.textContent = form.dataset.lost;
      later();
    }
    running = null;
  }

  function later() {
    timer ||= setTimeout(keep, PAUSE);
  }

  form.addEventListener("input", later);
  // What is sent need not be kept beside it: the server keeps what it refuses.
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    timer = 0;
    running?.abort();
  });
  // Whoever leaves within the pause loses nothing either.
  addEventListener("pagehide", () => {
    if (timer) navigator.sendBeacon(form.getAttribute("action"), words());
  });
}
