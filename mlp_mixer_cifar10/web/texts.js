// What is under the pointer, in words: a line above the pictures, a value at the cell itself, what a screen reader is
// told, and the fold below.

import { element } from "./canvas.js";
import { cellShape, layoutOfUnits, unitOrder } from "./view.js";
import { noteOf, readAt } from "./words.js";

const HINT = "Point at a cell for its value";

// A cell's box within its canvas, in parts of its width and height.
function boxOf(b, v, cell, canvas) {
  if (cell.kind !== "all") {
    const [rows, cols] = cellShape(v, cell.kind);
    return { left: cell.c / cols, right: (cell.c + 1) / cols, top: cell.r / rows, bottom: (cell.r + 1) / rows };
  }
  const { x, y, w, h, cols, width, height } = layoutOfUnits(v, unitOrder(v, b.get("order")), canvas.clientWidth);
  const left = x(cell.i % cols), top = y(Math.floor(cell.i / cols));
  return { left: left / width, right: (left + w) / width, top: top / height, bottom: (top + h) / height };
}

// A small label above the cell, below it at the top of the browser.
function makeTip(b, root) {
  const tip = element("div", { class: "wb-tip", "aria-hidden": "true" });
  function show(v, text, canvas) {
    tip.hidden = !text;
    if (!text) return;
    tip.textContent = text;
    const at = boxOf(b, v, b.hover, canvas), box = canvas.getBoundingClientRect(), all = root.getBoundingClientRect();
    const left = box.left - all.left, top = box.top - all.top, { offsetWidth: w, offsetHeight: h } = tip;
    const middle = left + (box.width * (at.left + at.right)) / 2, above = top + box.height * at.top - h - 6;
    tip.style.left = `${Math.max(0, Math.min(all.width - w, middle - w / 2))}px`;
    tip.style.top = `${above < 0 ? top + box.height * at.bottom + 6 : above}px`;
  }
  return { el: tip, show };
}

export function makeTexts(b, root) {
  const read = element("div", { class: "wb-read", style: `min-height: ${1.4 * b.d.runs.length}em` });
  const live = element("div", { class: "wb-sr", role: "status", "aria-live": "polite" });
  const note = element("p"), summary = element("summary", { text: "What exactly is shown", "data-name": "more" });
  const more = element("details", { class: "wb-more" }, summary, note), tip = makeTip(b, root);
  const readOf = (v, cell) => readAt(v, cell, { order: b.get("order"), bits: b.d.header.bits });

  // The same place in another run's grid.
  function placeIn(v, i, views) {
    const { hover } = b, from = views[hover.run];
    if (i === hover.run || (v.stem && ["map", "feed"].includes(hover.kind))) return hover;
    return { ...hover, r: Math.floor((hover.r * v.gh) / from.gh), c: Math.floor((hover.c * v.gw) / from.gw) };
  }
  function lines(views) {
    const { hover } = b;
    if (!hover) return [HINT + (views.some((v) => v.feeds) ? "; click a patch to see which patches feed it." : ".")];
    const shown = views.map((v, i) => [v, i]).filter(([, i]) => hover.kind !== "all" || i === hover.run);
    const name = (v) => (views.length > 1 ? `${v.run.name}: ` : "");
    return shown.map(([v, i]) => element("div", { text: name(v) + readOf(v, placeIn(v, i, views)).text }));
  }
  function show(views, panels) {
    const { hover } = b, v = views.find((o) => !o.missing), at = hover && views[hover.run];
    read.replaceChildren(...lines(views));
    if (at && !at.missing) tip.show(at, readOf(at, hover).value, panels[hover.run][hover.kind].canvas);
    else tip.show(null, "");
    if (v) note.textContent = noteOf(v, b.d.header.bits, views.length > 1);
  }
  let talk = 0;
  function say(text) {
    clearTimeout(talk);
    talk = setTimeout(() => { live.textContent = text; }, 150);
  }
  const describe = (v, cell) => readOf(v, cell).text;
  return { read, live, more, tip: tip.el, show, say, describe, stop: () => clearTimeout(talk) };
}
