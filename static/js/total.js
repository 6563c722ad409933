// The total of a level of weights while it is typed. Without this it is told after saving.
const form = document.querySelector("form[data-total]");
const sum = form?.querySelector("[data-sum]");

function scaled(text) {
  const found = /^(\d*)(?:[.,](\d{0,4}))?$/.exec(text.trim());
  return found ? Number(found[1] || 0) * 10000 + Number((found[2] || "").padEnd(4, "0")) : 0;
}

function show() {
  let whole = 0;
  for (const field of form.querySelectorAll("[data-part]")) whole += scaled(field.value);
  const places = whole % 100 ? 4 : 2;
  sum.value = (whole / 10000).toLocaleString(document.documentElement.lang, { minimumFractionDigits: 2, maximumFractionDigits: places });
  form.querySelector("[data-typed]").hidden = false;
  form.querySelector("[data-stored]").hidden = true;
}

form?.addEventListener("input", show);
