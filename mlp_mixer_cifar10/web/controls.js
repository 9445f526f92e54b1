// Sliders, selects and the play button. What has nothing to choose from is left out.

import { element } from "./canvas.js";
import { makeCurve } from "./curve.js";
import { MATRICES, keyOf, leadOf, stepOrder } from "./view.js";
import { epochName } from "./words.js";

const THROUGH_TRAINING = [["training", "all epochs"], ["epoch", "this epoch"], ["unit", "this unit"]];
const ONE_MOMENT = [["training", "all units"], ["unit", "this unit"]];
const ORDERS = [["frequency", "smooth to fine"], ["number", "by number"]];
const MATCHES = [["likeness", "the most alike"], ["number", "the same number"]];
const SPEEDS = [1, 2, 4, 8, 16];

function slider(name, max) {
  return element("input", { type: "range", min: 0, max, step: 1, value: 0, "data-name": name });
}

function select(name, options, set) {
  const box = element("select", { "data-name": name });
  for (const [value, text] of options) box.append(element("option", { value, text }));
  box.addEventListener("change", () => set({ [name]: box.value }));
  return box;
}

function label(text, input, ...out) { return element("label", {}, element("span", { text }), input, ...out); }

const zeroTo = (n) => `(0–${n - 1})`;

// Another matrix or block, with a unit that means something there. fc1 and fc2 of a block share their units; other
// blocks and the stem have units of their own, so the place in the order is kept.
function chooseMatrix({ get, set, d }, changes) {
  const place = stepOrder(d.runs, get).indexOf(get("unit")), from = keyOf(get);
  const then = (name) => (name in changes ? changes[name] : get(name)), to = keyOf(then);
  const order = stepOrder(d.runs, then), here = (key) => key.split(".")[1];
  const same = here(from) !== undefined && here(from) === here(to);
  const unit = same ? get("unit") : order[Math.min(Math.max(place, 0), order.length - 1)];
  set({ ...changes, unit });
}

// The slider of blocks, and of units in the order they are shown in.
function makeSliders(b) {
  const { d, get, set } = b, block = slider("block", d.blocks - 1), unit = slider("unit", 1);
  const blockOut = element("output"), unitOut = element("output");
  const blockLabel = label("Block", block, blockOut), unitLabel = label("Unit", unit, unitOut);
  block.addEventListener("input", () => chooseMatrix(b, { block: +block.value }));
  unit.addEventListener("input", () => set({ unit: stepOrder(d.runs, get)[+unit.value] }));

  function show(stem) {
    const at = get("unit"), order = stepOrder(d.runs, get), n = order.length, place = order.indexOf(at);
    blockLabel.hidden = stem || d.blocks < 2;
    block.value = get("block");
    blockOut.textContent = `${get("block")} ${zeroTo(d.blocks)}`;
    block.setAttribute("aria-valuetext", `block ${get("block")}, of 0 to ${d.blocks - 1}`);
    unit.max = n - 1;
    unit.value = place;
    unitOut.textContent = `${at} ${zeroTo(n)}`;
    unitLabel.firstChild.textContent = stem ? "Filter" : "Unit";
    const where = order.sorted ? `, place ${place} of 0 to ${n - 1} from smooth to fine` : `, of 0 to ${n - 1}`;
    unit.setAttribute("aria-valuetext", `${stem ? "filter" : "unit"} ${at}${where}`);
  }
  return { el: element("div", { class: "wb-sliders" }, blockLabel, unitLabel), show };
}

// Play, speed, the accuracy and the epoch: of a run with a history.
function makeTraining({ d: { epochs, runs }, get, set }) {
  if (epochs.length < 2) return { el: null, show() {} };
  const play = element("button", { type: "button", "data-name": "play", title: "Play through training (space)" });
  const speeds = [...new Set([...SPEEDS, get("speed")])].sort((x, y) => x - y);
  const speed = select("speed", speeds.map((o) => [o, `${o} a second`]), (changes) => set({ speed: +changes.speed }));
  const epoch = slider("epoch", epochs.length - 1), out = element("output", { class: "wb-out" });
  const curve = makeCurve({ runs, epochs });
  play.addEventListener("click", () => set({ playing: !get("playing") }));
  epoch.addEventListener("input", () => set({ epoch: epochs[+epoch.value], playing: false }));

  function show(views) {
    const at = get("epoch");
    epoch.value = Math.max(0, epochs.indexOf(at));
    out.textContent = at < 0 ? epochName(at) : `${at} (${epochs[0]}–${epochs.at(-1)})`;
    epoch.setAttribute("aria-valuetext", epochName(at));
    play.textContent = get("playing") ? "❚❚ Pause" : "▶ Play";
    speed.value = get("speed");
    curve.show(at, views);
  }
  const left = element("div", { class: "wb-play" }, play, label("Speed", speed));
  const right = element("div", { class: "wb-time" }, ...(curve.el ? [curve.el] : []), label("Epoch", epoch, out));
  return { el: element("div", { class: "wb-train" }, left, right), show };
}

// `el`, and `show(views)`, which brings it up to date with what is chosen. `b` is the browser (see browser.js).
export function makeControls(b) {
  const { d, get, set } = b, { runs } = d, several = d.epochs.length > 1;
  const matrix = select("matrix", d.matrices.map((m) => [m, MATRICES[m]]), (changes) => chooseMatrix(b, changes));
  const scale = select("scale", several ? THROUGH_TRAINING : ONE_MOMENT, set);
  const order = select("order", ORDERS, set), match = select("match", MATCHES, set);
  const orderLabel = label("Order", order), parts = [label("Colours", scale), orderLabel];
  if (d.matrices.length > 1) parts.unshift(label("Matrix", matrix));
  if (runs.length > 1) parts.push(label("Beside it", match));
  const sliders = makeSliders(b), training = makeTraining(b);

  function show(views) {
    matrix.value = get("matrix");
    scale.value = several || get("scale") === "unit" ? get("scale") : "training";
    order.value = get("order");
    match.value = get("match");
    orderLabel.hidden = !leadOf(runs, get).order?.[keyOf(get)];
    sliders.show(get("matrix") === "stem");
    training.show(views);
  }
  const boxes = element("div", { class: "wb-selects" }, ...parts);
  const el = element("div", { class: "wb-controls" }, boxes, sliders.el, ...(training.el ? [training.el] : []));
  return { el, show };
}
