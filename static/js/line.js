// The line is gone: keep what was typed, say so, and try again on a button.
// Without this script the browser shows its own page, and "back" brings the form again.
const note = document.getElementById("line");
const PATIENCE = 8000;
let waiting = null;

function show(state) {
  note.hidden = false;
  for (const part of note.querySelectorAll("[data-when]")) {
    part.hidden = part.dataset.when !== state;
  }
}

// The page's own script is small and always there: if it comes, the line is there.
async function reachable() {
  if (!navigator.onLine) return false;
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    await fetch(import.meta.url, { method: "HEAD", cache: "no-store", signal });
    return true;
  } catch {
    return false;
  }
}

async function send(form, button) {
  if (!(await reachable())) {
    waiting = { form, button };
    show("lost");
    note.scrollIntoView({ block: "center" });
    return;
  }
  form.dataset.line = "sure";
  form.requestSubmit(button ?? undefined);
}

// An answer to what was sent is no page to come back to: "back" would end at the
// browser's own error. Asked for anew by its address, it is one.
history.replaceState(history.state, "", location.href);

// The link in the head saves at once; without this script it leads to the button.
const leave = document.getElementById("leave");
document.querySelector("a[href='#leave']")?.addEventListener("click", (event) => {
  event.preventDefault();
  leave.form.requestSubmit(leave);
});

if (note) {
  for (const form of document.querySelectorAll("form[data-line]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.line === "sure") {
        form.dataset.line = "";
        return;
      }
      event.preventDefault();
      send(form, event.submitter);
    });
  }
  document.getElementById("line-again").addEventListener("click", () => {
    if (waiting) send(waiting.form, waiting.button);
  });
  addEventListener("online", () => { if (waiting) show("back"); });
  addEventListener("offline", () => { if (waiting) show("lost"); });
}
