// Each file goes by itself, as soon as it is chosen: with its progress, again after a lost
// line, refused in the server's own words. Without this script the form takes them along.
const QUIET = 60000; // ms without a sign of life: the line is lost
const UNSENT = "[data-is=lost], [data-is=paused]";
const LANGUAGE = document.documentElement.lang;
const megabytes = (size) =>
  new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 1 }).format(size / 1e6);
const sized = (size) =>
  size < 1e6 ? `${Math.max(1, Math.round(size / 1000))} KB` : `${megabytes(size)} MB`;
const queue = [];
let running = null;
let held = null; // a form that waits for its files
let warned = false;

class Upload {
  constructor(box, file) {
    const { content } = box.root.querySelector("template");
    this.box = box;
    this.file = file;
    this.row = content.firstElementChild.cloneNode(true);
    this.bar = this.row.querySelector("progress");
    this.again = this.row.querySelector("[data-again]");
    for (const part of this.row.querySelectorAll("[data-name]")) part.textContent = file.name;
    this.bar.setAttribute("aria-label", file.name);
    this.row.querySelector("[data-size]").textContent = `(${sized(file.size)})`;
    this.again.addEventListener("click", () => this.enqueue());
    this.row.querySelector("[data-drop]").addEventListener("click", () => this.drop());
    this.row.upload = this;
    box.list.append(this.row);
  }

  // "waiting", "sending", "checking", "stored", "lost", "paused", "refused"
  show(state, words = this.box.words[state]) {
    this.state = state;
    this.row.dataset.is = state;
    this.row.querySelector("[data-state]").textContent = words;
    this.bar.hidden = !["waiting", "sending", "checking"].includes(state);
    this.again.hidden = state !== "lost";
    if (this.bar.hidden) this.box.say(`${this.file.name}: ${words}`);
  }

  enqueue() {
    if (this.again === document.activeElement) this.row.querySelector("[data-drop]").focus();
    this.bar.value = 0;
    warned = false;
    this.show("waiting");
    queue.push(this);
    next();
  }

  send() {
    const { form, to, control } = this.box;
    const body = new FormData();
    for (const name of ["csrfmiddlewaretoken", "key", "sent"]) {
      for (const one of new FormData(form).getAll(name)) body.append(name, one);
    }
    body.append(control.name, this.file);
    const call = new XMLHttpRequest();
    const alive = () => {
      clearTimeout(this.clock);
      this.clock = setTimeout(() => call.abort(), QUIET);
    };
    call.upload.addEventListener("progress", (event) => {
      alive();
      if (event.lengthComputable) this.bar.value = event.loaded / event.total;
    });
    call.upload.addEventListener("load", () => {
      this.bar.removeAttribute("value");
      this.show("checking");
    });
    call.addEventListener("loadend", () => this.answered(call));
    this.call = call;
    this.show("sending");
    alive();
    call.open("POST", to);
    call.setRequestHeader("Accept", "application/json");
    call.send(body);
  }

  answered(call) {
    clearTimeout(this.clock);
    running = null;
    const told = read(call.responseText);
    if (this.dropped) undo(this.box.form, told);
    else if (call.status === 201) this.keep(told);
    else if (call.status === 0) this.show(navigator.onLine ? "lost" : "paused");
    else if (told.reason && call.status < 500) this.show("refused", told.reason);
    else this.show("lost", told.reason);
    next();
  }

  keep(told) {
    this.told = told;
    if (told.token) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "sent", value: told.token });
      this.row.append(field);
    }
    this.show("stored");
  }

  drop() {
    this.dropped = true;
    if (this.told) undo(this.box.form, this.told);
    if (queue.includes(this)) queue.splice(queue.indexOf(this), 1);
    if (running === this) this.call.abort();
    this.row.remove();
    this.box.say(this.box.words.dropped);
    this.box.control.focus();
    next();
  }
}

class Box {
  constructor(root) {
    this.root = root;
    this.words = root.dataset;
    this.to = root.dataset.to;
    this.form = root.closest("form");
    this.control = root.querySelector("input[type=file][name]");
    this.list = root.querySelector("[data-list]");
    this.status = root.querySelector("[data-say]");
    for (const part of root.querySelectorAll("[data-with-script]")) part.hidden = false;
    for (const input of root.querySelectorAll("input[type=file]")) {
      input.addEventListener("change", () => {
        this.take(input.files);
        input.value = ""; // or the form would bring it a second time
      });
    }
    const camera = root.querySelector("[data-camera]");
    camera?.addEventListener("click", () => root.querySelector("input[capture][hidden]").click());
    for (const [name, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
      root.addEventListener(name, (event) => {
        event.preventDefault();
        root.classList.toggle("over", over);
        if (name === "drop") this.take(event.dataTransfer.files);
      });
    }
  }

  take(files) {
    for (const file of files) {
      const upload = new Upload(this, file);
      const [size, limit] = [megabytes(file.size), megabytes(Number(this.words.most))];
      if (!file.size) upload.show("refused", this.words.empty);
      else if (file.size <= Number(this.words.most)) upload.enqueue();
      else upload.show("refused", this.words.large.replace("{size}", size).replace("{limit}", limit));
    }
  }

  // Where the row itself says it, only whoever listens needs it once more.
  say(words, seen = false) {
    this.status.classList.toggle("vh", !seen);
    this.status.textContent = words;
  }
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {}; // a page of somebody between us and the server
  }
}

// What was stored and is not wanted: a draft's file goes at once, another after a day.
function undo(form, told) {
  if (!told.drop) return;
  const body = new FormData();
  body.append("csrfmiddlewaretoken", new FormData(form).get("csrfmiddlewaretoken"));
  fetch(told.drop, { method: "POST", body, redirect: "manual" }).catch(() => {});
}

function next() {
  if (running) return;
  running = queue.shift() ?? null;
  if (running && !navigator.onLine) {
    running.show("paused");
    running = null;
    next();
  } else if (running) running.send();
  else if (held) release();
}

function release() {
  const { form, button } = held;
  held = null;
  if (!unsent()) form.requestSubmit(button);
}

// Says so once; the second time the form goes without them.
function unsent() {
  const box = boxes.find((one) => one.list.querySelector(UNSENT));
  if (!box || warned) return false;
  warned = true;
  box.say(box.words.unsent, true);
  box.root.scrollIntoView({ block: "center" });
  return true;
}

const boxes = [...document.querySelectorAll("[data-to]")].map((root) => new Box(root));

// Before the form's other listeners: nothing is left behind on the way.
addEventListener("submit", (event) => {
  const box = boxes.find((one) => one.form === event.target);
  if (!box) return;
  const busy = running || queue.length;
  if (!busy && !unsent()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (busy) {
    held = { form: event.target, button: event.submitter };
    box.say(box.words.hold, true);
  }
}, true);

addEventListener("paste", (event) => {
  if (!boxes.length || !event.clipboardData.files.length) return;
  event.preventDefault();
  boxes[0].take(event.clipboardData.files);
});

addEventListener("offline", () => running?.call.abort());
addEventListener("online", () => {
  for (const row of document.querySelectorAll(UNSENT)) row.upload.enqueue();
});
