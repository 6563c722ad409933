// A busy network: find the number behind the fingerprint (accounts/work.py), so that
// sending costs a machine time. Where this does not run, the page says when to come back.
const AT_ONCE = 500;
const task = document.getElementById("work");
const bytes = new TextEncoder();

function show(state) {
  for (const part of task.querySelectorAll("[data-when]")) {
    part.hidden = part.dataset.when !== state;
  }
}

async function fingerprint(text) {
  const digest = await crypto.subtle.digest("SHA-256", bytes.encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function answer(question) {
  const [most, , salt, wanted] = question.split(":")[0].split(".");
  for (let from = 0; from < Number(most); from += AT_ONCE) {
    const numbers = Array.from({ length: AT_ONCE }, (_, step) => from + step);
    const prints = await Promise.all(numbers.map((number) => fingerprint(`${salt}.${number}`)));
    const found = prints.indexOf(wanted);
    if (found >= 0) return String(from + found);
  }
  return "";
}

async function prove() {
  show("working");
  const found = await answer(task.dataset.question);
  document.getElementById("work-answer").value = found;
  show(found ? "done" : "waiting");
}

// Outside a secure context there is no subtle: then one waits.
if (task && globalThis.crypto?.subtle) prove();
