// Work that goes on in the background: ask how far it is, show it, and read the page
// again when it is over. Where this does not run, a link does the same.
const EVERY = 2000;
const box = document.querySelector("[data-progress]");
const bar = box?.querySelector("progress");

async function look() {
  const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const far = await answer.json();
  bar.value = far.done;
  if (far.over) location.reload();
  else setTimeout(look, EVERY);
}

if (bar) setTimeout(look, EVERY);
