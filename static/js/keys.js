// Keys of an officer's pages. They move the focus and follow links that stand there; none
// sends or changes anything by itself. Off inside fields, and on this device for whoever
// switched them off (WCAG 2.1.4).
const OFF = "keys-off";
const box = document.querySelector("[data-keys]");
const all = (css) => [...document.querySelectorAll(css)];
const rows = () => all(".grid tbody a.subj");
let after = "";

function move(step) {
  const links = rows();
  const row = document.activeElement.closest("tr");
  const at = links.findIndex((link) => link.closest("tr") === row);
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step;
  links[next]?.focus();
}

function tick() {
  const mark = document.activeElement.closest("tr")?.querySelector("input[type=checkbox]");
  if (!mark) return;
  mark.checked = !mark.checked;
  mark.dispatchEvent(new Event("change", { bubbles: true }));
}

function close() {
  for (const mark of all(".grid tbody input[type=checkbox]:checked")) {
    mark.checked = false;
    mark.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

const focus = (css, place = 0) => all(css)[place]?.focus();
const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  x: tick,
  "/": () => focus("#id_q, #bar-q"),
  c: () => focus("form[data-keep] textarea"),
  v: () => focus(".acts a"),
  r: () => focus(".acts a", 1),
  e: () => focus(".acts a", 2),
  u: () => document.querySelector("main .back")?.click(),
  Escape: close,
  "?": () => box.focus(),
};

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (localStorage.getItem(OFF)) return;
  if (event.target.matches("input:not([type=checkbox]), select, textarea, [contenteditable]")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const saved = after === "g" && /^[1-7]$/.test(key);
  after = key;
  const act = saved ? () => all(".views a")[Number(key) - 1]?.click() : KEYS[key];
  if (!act) return;
  event.preventDefault();
  act();
}

function says() {
  const off = Boolean(localStorage.getItem(OFF));
  for (const button of box.querySelectorAll("button")) button.hidden = (button.value === "on") !== off;
}

if (box) {
  box.hidden = false;
  says();
  box.addEventListener("click", (event) => {
    if (!event.target.matches("button")) return;
    if (event.target.value === "off") localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
    says();
    box.focus();
  });
  document.addEventListener("keydown", pressed);
}
