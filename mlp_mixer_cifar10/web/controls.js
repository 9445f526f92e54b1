// Sliders, selects and the play button.

import { element } from "./canvas.js";
import { MATRICES } from "./view.js";
import { epochName } from "./words.js";

const SCALES = { training: "all epochs", epoch: "this epoch", unit: "this unit" };
const ORDERS = { number: "number", frequency: "spatial frequency" };

function slider(name, max) {
  const disabled = max > 0 ? null : "";
  return element("input", { type: "range", min: 0, max, step: 1, value: 0, "data-name": name, disabled });
}

function select(name, options, set) {
  const box = element("select", { "data-name": name });
  for (const [value, text] of Object.entries(options)) box.append(element("option", { value, text }));
  box.addEventListener("change", () => set({ [name]: box.value }));
  return box;
}

function label(text, input, ...out) { return element("label", {}, element("span", { text }), input, ...out); }

// `el`, and `show()`, which brings it up to date with what is chosen. `b` is the browser (see browser.js).
export function makeControls(b) {
  const { d, get, set } = b, { epochs, runs } = d;
  const matrix = select("matrix", Object.fromEntries(d.matrices.map((m) => [m, MATRICES[m]])), set);
  const scale = select("scale", SCALES, set), order = select("order", ORDERS, set);
  const block = slider("block", d.blocks - 1), blockOut = element("output");
  const unit = slider("unit", 1), unitOut = element("output"), unitLabel = label("Unit", unit, unitOut);
  const epoch = slider("epoch", epochs.length - 1), epochOut = element("output");
  const playable = epochs.length > 1;
  const play = element("button", {
    type: "button", disabled: playable ? null : "", title: "Play through training (space)",
  });
  const units = () => Math.max(...runs.map((r) => r.units(get("matrix"))));

  matrix.addEventListener("change", () => { if (get("unit") >= units()) set({ unit: units() - 1 }); });
  block.addEventListener("input", () => set({ block: +block.value }));
  unit.addEventListener("input", () => set({ unit: +unit.value }));
  epoch.addEventListener("input", () => set({ epoch: epochs[+epoch.value], playing: false }));
  play.addEventListener("click", () => set({ playing: !get("playing") }));

  function showBlock(stem) {
    block.value = get("block");
    block.disabled = stem || d.blocks < 2;
    block.title = stem ? "The stem comes before the blocks" : "";
    blockOut.textContent = stem ? "–" : `${get("block")} of ${d.blocks}`;
    block.setAttribute("aria-valuetext", `block ${get("block")} of ${d.blocks}`);
  }
  function showUnit(stem) {
    unit.max = units() - 1;
    unit.value = get("unit");
    unitOut.textContent = `${get("unit")} of ${units()}`;
    unitLabel.firstChild.textContent = stem ? "Filter" : "Unit";
  }
  function showEpoch() {
    const at = get("epoch"), name = at < 0 ? epochName(at) : `${at}`;
    epoch.value = Math.max(0, epochs.indexOf(at));
    epochOut.textContent = playable ? name : "no history";
    epoch.setAttribute("aria-valuetext", playable ? epochName(at) : "no training history");
    play.textContent = get("playing") ? "❚❚ Pause" : "▶ Play";
  }
  function show() {
    const stem = get("matrix") === "stem", key = stem ? "stem" : `${get("matrix")}.${get("block")}`;
    matrix.value = get("matrix");
    scale.value = get("scale");
    order.value = get("order");
    order.disabled = !runs.some((r) => r.order && r.order[key]);
    showBlock(stem);
    showUnit(stem);
    showEpoch();
  }

  const train = element("div", { class: "wb-train" }, play, label("Epoch", epoch, epochOut));
  const boxes = [label("Matrix", matrix), label("Block", block, blockOut), unitLabel, label("Colours", scale)];
  const el = element("div", { class: "wb-controls" }, ...boxes, label("Order", order), train);
  return { el, show };
}
