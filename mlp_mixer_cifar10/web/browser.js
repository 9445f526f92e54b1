// A view of WeightBrowser. What is chosen lives in `model` (block, matrix, unit, patch, epoch, scale, order, playing,
// speed, match), the numbers in `_data`, and what they are in `_header`.

import { colourTable, element } from "./canvas.js";
import { listen } from "./cells.js";
import { makeControls } from "./controls.js";
import { decode } from "./decode.js";
import { stopKeys, suppressShortcuts } from "./keys.js";
import { drawPanel, makePanel } from "./panel.js";
import { CSS } from "./style.js";
import { makeTexts } from "./texts.js";
import { answerLimit, feedLimit, mapLimit, viewOf } from "./view.js";
import { epochName, titleOf } from "./words.js";

const CHOSEN = ["block", "matrix", "unit", "patch", "epoch", "scale", "order", "playing", "speed", "match"];
const KINDS = ["map", "feed", "answer", "image", "all"];

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
  const b = { d, colours: colourTable(d.lut), hover: null, cursor: null };
  b.get = (name) => model.get(name);
  b.set = (changes) => {
    for (const [k, v] of Object.entries(changes)) model.set(k, v);
    model.save_changes();
  };
  b.view = (p) => viewOf(p.run, b.get, { grid: d.runs[0].grid, runs: d.runs });

  const controls = makeControls(b), texts = makeTexts(b, root);
  const panels = d.runs.map((run, i) => makePanel(b, run, i));
  b.say = texts.say;
  b.describe = texts.describe;

  // Drawing everything there is to see takes some milliseconds; once a frame at most.
  let pending = 0;
  b.schedule = () => {
    if (!pending) pending = requestAnimationFrame(() => { pending = 0; draw(); });
  };
  function draw() {
    for (const canvas of root.querySelectorAll("canvas.wb-cells")) canvas.shown = canvas.clientWidth;
    const views = panels.map(b.view), how = b.get("scale");
    const limits = { map: mapLimit(views, how), feed: feedLimit(views, how), answer: answerLimit(views, how) };
    controls.show(views);
    panels.forEach((p, i) => drawPanel(b, p, views[i], limits));
    texts.show(views, panels);
  }
  function changed() {
    b.schedule();
    if (b.get("playing")) return;
    const v = b.view(panels[0]), epoch = v.run.history ? `, ${epochName(v.run.epochs[v.e])}` : "";
    b.say((v.missing || titleOf(v)) + epoch);
  }
  function playOrPause(ev) {
    if (ev.key !== " " || ["BUTTON", "SELECT", "SUMMARY"].includes(ev.target.tagName) || d.epochs.length < 2) return;
    ev.preventDefault();
    b.set({ playing: !b.get("playing") });
  }

  const pictures = element("div", { class: "wb-runs", "data-n": panels.length }, ...panels.map((p) => p.el));
  const parts = [controls.el, texts.read, pictures, texts.live, texts.more, texts.tip];
  root.append(element("style", { text: CSS }), element("div", { class: "wb-in" }, ...parts));
  for (const p of panels) for (const kind of KINDS) if (p[kind]) listen(b, p, kind);
  root.onkeydown = playOrPause;
  b.picture = loadPicture(d.header.image, b.schedule);
  for (const name of CHOSEN) model.on(`change:${name}`, changed);
  const resized = new ResizeObserver(b.schedule);
  resized.observe(root);
  draw();
  return () => {
    cancelAnimationFrame(pending);
    resized.disconnect();
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
