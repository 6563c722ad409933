// A QR carries the code behind the #. Put it into the form and out of the address.
"use strict";
const secret = location.hash.slice(1);
const field = document.getElementById("id_code");
if (field && /^[0-9A-Z]{26}$/.test(secret)) {
  field.value = secret;
  history.replaceState(null, "", location.pathname);
}
