// A QR or a link carries the code behind the #. Put it into the form and out of the address.
"use strict";
const field = document.getElementById("id_code");

function take() {
  const secret = location.hash.slice(1);
  // 26 signs of a receipt, or the code of a draft or of a lost code's link.
  if (field && /^(?:[0-9A-Z]{26}|[0-9A-Z]{8}-[0-9A-Z]{8})$/.test(secret)) {
    field.value = secret;
    history.replaceState(null, "", location.pathname);
  }
}

take();
// Pasted into the address of the page that is open already: it is not loaded again.
addEventListener("hashchange", take);
