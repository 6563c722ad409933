// A copy of the story on this device, for whoever ticks that: never a name, never a
// contact. It goes when the report was sent, and with "Hapus jejak".
const KEY = "story";
const box = document.getElementById("device");
const field = document.getElementById("id_story");

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function drop() {
  localStorage.removeItem(KEY);
}

function start() {
  const [tick, offer, status] = ["device-keep", "device-offer", "device-kept"].map((id) =>
    document.getElementById(id),
  );
  const say = () => {
    status.textContent = tick.checked ? status.dataset.text : "";
  };
  const keep = () => {
    if (!tick.checked) drop();
    else localStorage.setItem(KEY, JSON.stringify({ text: field.value, at: Date.now() }));
    say();
  };
  const old = kept();
  box.hidden = false;
  if (old?.text) {
    tick.checked = true;
    if (old.text !== field.value) {
      const at = new Date(old.at).toLocaleString(document.documentElement.lang);
      document.getElementById("device-time").textContent = `${box.dataset.savedAt} ${at}.`;
      offer.hidden = false;
    }
    say();
  }
  tick.addEventListener("change", () => { offer.hidden = true; keep(); });
  // While an older copy is offered it is not written over.
  field.addEventListener("input", () => { if (tick.checked && offer.hidden) keep(); });
  document.getElementById("device-use").addEventListener("click", () => {
    field.value = old.text;
    offer.hidden = true;
    field.focus();
  });
  document.getElementById("device-drop").addEventListener("click", () => {
    tick.checked = false;
    offer.hidden = true;
    keep();
    tick.focus();
  });
}

if (document.querySelector("script[data-sent]")) drop();
for (const form of document.querySelectorAll("form[action$='/hapus-jejak/']")) {
  form.addEventListener("submit", drop);
}
if (box && field && globalThis.localStorage) start();
