// A view of WeightBrowser. What is chosen lives in `model` (block, matrix, unit, patch, epoch, scale, order, playing,
// speed), the numbers in `_data`, and what they are in `_header`.

import { colourTable, element } from "./canvas.js";
import { listen } from "./cells.js";
import { makeControls } from "./controls.js";
import { decode } from "./decode.js";
import { stopKeys, suppressShortcuts } from "./keys.js";
import { drawPanel, makePanel } from "./panel.js";
import { CSS } from "./style.js";
import { feedLimit, mapLimit, viewOf } from "./view.js";
import { describe, epochName, noteOf, titleOf } from "./words.js";

const CHOSEN = ["block", "matrix", "unit", "patch", "epoch", "scale", "order", "playing"];
const HINT = "Point at a cell for its value; click a patch to see which patches feed it.";

// The two lines of text: what is under the pointer, for each run, and what a screen reader is told.
function makeTexts(b) {
  const read = element("div", { class: "wb-read", style: `min-height: ${1.4 * b.d.runs.length}em` });
  const live = element("div", { class: "wb-sr", role: "status", "aria-live": "polite" });
  const note = element("p", { class: "wb-note" });

  // The same place in another run's grid.
  function placeIn(v, i, views) {
    const { hover } = b;
    if (i === hover.run || hover.kind === "all" || v.stem) return hover;
    const from = views[hover.run];
    return { ...hover, r: Math.floor((hover.r * v.gh) / from.gh), c: Math.floor((hover.c * v.gw) / from.gw) };
  }
  function show(views) {
    const name = (v) => (views.length > 1 ? `${v.run.name}: ` : "");
    const line = (v, i) => element("div", { text: name(v) + b.describe(v, placeIn(v, i, views)) });
    read.replaceChildren(...(b.hover ? views.map(line) : [HINT]));
    const v = views.find((o) => !o.missing);
    if (v) note.textContent = noteOf(v, b.d.header.bits);
  }
  let talk = 0;
  function say(text) {
    clearTimeout(talk);
    talk = setTimeout(() => { live.textContent = text; }, 150);
  }
  return { read, live, note, show, say, stop: () => clearTimeout(talk) };
}

function loadPicture(source, whenLoaded) {
  if (!source) return null;
  const picture = new Image();
  picture.onload = whenLoaded;
  picture.src = source;
  return picture;
}

// Fill `root`; gives a function that ends it.
function build(model, root) {
  const d = decode(model.get("_header"), model.get("_data"));
  const b = { d, grid: d.runs[0].grid, colours: colourTable(d.lut), hover: null, cursor: null };
  b.get = (name) => model.get(name);
  b.set = (changes) => {
    for (const [k, v] of Object.entries(changes)) model.set(k, v);
    model.save_changes();
  };
  b.view = (p) => viewOf(p.run, b.get, b.grid);
  b.describe = (v, cell) => describe(v, cell, { order: b.get("order"), bits: d.header.bits });

  const controls = makeControls(b), texts = makeTexts(b), panels = d.runs.map((run, i) => makePanel(b, run, i));
  b.say = texts.say;

  // Drawing everything there is to see takes some milliseconds; once a frame at most.
  let pending = 0;
  b.schedule = () => {
    if (!pending) pending = requestAnimationFrame(() => { pending = 0; draw(); });
  };
  function draw() {
    for (const canvas of root.querySelectorAll("canvas.wb-cells")) canvas.shown = canvas.clientWidth;
    controls.show();
    const views = panels.map(b.view), how = b.get("scale");
    const limits = [mapLimit(views, how), feedLimit(views, how)];
    panels.forEach((p, i) => drawPanel(b, p, views[i], ...limits));
    texts.show(views);
  }
  function changed() {
    b.schedule();
    if (b.get("playing")) return;
    const v = b.view(panels[0]), epoch = v.run.history ? `, ${epochName(v.run.epochs[v.e])}` : "";
    b.say((v.missing || titleOf(v)) + epoch);
  }
  function playOrPause(ev) {
    if (ev.key !== " " || ["BUTTON", "SELECT"].includes(ev.target.tagName) || d.epochs.length < 2) return;
    ev.preventDefault();
    b.set({ playing: !b.get("playing") });
  }

  const pictures = element("div", { class: "wb-runs" }, ...panels.map((p) => p.el));
  root.append(element("style", { text: CSS }), controls.el, texts.read, pictures, texts.live, texts.note);
  for (const p of panels) for (const kind of ["map", "feed", "image", "all"]) if (p[kind]) listen(b, p, kind);
  root.onkeydown = playOrPause;
  b.picture = loadPicture(d.header.image, b.schedule);
  for (const name of CHOSEN) model.on(`change:${name}`, changed);
  draw();
  return () => {
    cancelAnimationFrame(pending);
    texts.stop();
    root.onkeydown = null;
    for (const name of CHOSEN) model.off(`change:${name}`, changed);
  };
}

export function render({ model, el }) {
  const root = element("div", { class: "wb", role: "group", "aria-label": "Weight browser" });
  el.append(root);
  stopKeys(root);
  let stop = null, waiting = 0;
  const fill = () => {
    waiting = 0;
    if (stop) stop();
    root.replaceChildren();
    stop = build(model, root);
    suppressShortcuts(root);
  };
  // A refresh brings other numbers: everything is made anew.
  const refill = () => { if (!waiting) waiting = requestAnimationFrame(fill); };
  const names = ["change:_header", "change:_data"];
  fill();
  for (const name of names) model.on(name, refill);
  return () => {
    cancelAnimationFrame(waiting);
    stop();
    for (const name of names) model.off(name, refill);
    root.remove();
  };
}
