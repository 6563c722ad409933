// A passkey in place of a code: the browser asks the device, the form carries the answer.
// Without this script the form stays hidden and the code of the app does the same.
const text = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const bytes = (encoded) =>
  Uint8Array.from(atob(encoded.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const known = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

const creating = (options) => ({
  ...options,
  challenge: bytes(options.challenge),
  user: { ...options.user, id: bytes(options.user.id) },
  excludeCredentials: known(options.excludeCredentials),
});
const showing = (options) => ({
  ...options,
  challenge: bytes(options.challenge),
  allowCredentials: known(options.allowCredentials),
});

const answer = ({ id, type, rawId, response }) => {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature"];
  const sent = {};
  for (const part of parts) {
    if (response[part]) sent[part] = text(response[part]);
  }
  return JSON.stringify({ id, type, rawId: text(rawId), response: sent, clientExtensionResults: {} });
};

const ask = async (form) => {
  const options = JSON.parse(form.dataset.options);
  const making = form.dataset.passkey === "create";
  const credential = making
    ? await navigator.credentials.create({ publicKey: creating(options) })
    : await navigator.credentials.get({ publicKey: showing(options) });
  form.elements.credential.value = answer(credential);
  form.submit();
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  const failed = form.querySelector("[data-failed]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    failed.hidden = true;
    ask(form).catch(() => { failed.hidden = false; });
  });
}
