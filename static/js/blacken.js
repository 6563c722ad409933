// Drawing a rectangle on the page fills in its four edges; without this they are typed.
const sheet = document.getElementById("sheet");
const picture = sheet.querySelector("img");
const edges = ["left", "top", "right", "bottom"].map((edge) => document.getElementById(`tandai_${edge}`));
const box = document.createElement("span");
let from = null;

function place(event) {
  const area = picture.getBoundingClientRect();
  const share = (value, least, size) => Math.min(Math.max(((value - least) / size) * 100, 0), 100);
  return [share(event.clientX, area.left, area.width), share(event.clientY, area.top, area.height)];
}

function draw(event) {
  const to = place(event);
  const least = from.map((value, axis) => Math.min(value, to[axis]));
  const most = from.map((value, axis) => Math.max(value, to[axis]));
  [...least, ...most].forEach((value, n) => {
    edges[n].value = value.toFixed(2);
  });
  box.style.insetInlineStart = `${least[0]}%`;
  box.style.insetBlockStart = `${least[1]}%`;
  box.style.inlineSize = `${most[0] - least[0]}%`;
  box.style.blockSize = `${most[1] - least[1]}%`;
}

picture.draggable = false;
sheet.append(box);
document.getElementById("drawn").hidden = false;
sheet.addEventListener("pointerdown", (event) => {
  if (event.pointerType === "touch") return; // a finger scrolls the page
  event.preventDefault();
  from = place(event);
  sheet.setPointerCapture(event.pointerId);
  draw(event);
});
sheet.addEventListener("pointermove", (event) => {
  if (from) draw(event);
});
sheet.addEventListener("pointerup", () => {
  from = null;
});
