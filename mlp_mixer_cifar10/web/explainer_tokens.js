// Token mixing: which patches a patch hears, in one block, for this picture; and the hidden units that carry it.

import { element } from "./canvas.js";
import { drawPlaces, drawValues, ease, frameBox, ORANGE, open, placeBox } from "./explainer_draw.js";
import { choosePlaces, placeCanvas } from "./explainer_patches.js";
import { counted, percent, placeName } from "./explainer_words.js";
import { heard } from "./mixer_jacobian.js";
import { moveWeights } from "./mixer.js";

const kept = new WeakMap();

// `heard` of the other patches, once for each answer of the model, block and patch; itself, a patch hears anyway.
export function heardIn(app, block, patch) {
  const { result, model } = app;
  if (!kept.has(result)) kept.set(result, new Map());
  const known = kept.get(result),
    key = `${block}:${patch}`;
  if (known.has(key)) return known.get(key);
  const values = heard(model, result, block, patch);
  values[patch] = 0;
  known.set(key, values);
  return values;
}

// The patches from the loudest on, and how many of them make half of all that is heard.
export function loudest(values) {
  const order = [...values.keys()].sort((a, b) => values[b] - values[a]);
  const total = values.reduce((a, b) => a + b, 0);
  let half = 0,
    n = 0;
  while (n < order.length && half < total / 2) half += values[order[n++]];
  return { order, total, half: n };
}

export function heardWords(app, block, patch) {
  const { model } = app,
    values = heardIn(app, block, patch),
    { order, total, half } = loudest(values);
  const here = `The patch in ${placeName(model, patch)}`;
  if (!total) return `${here} hears nothing here: token mixing is off.`;
  return (
    `${here} hears the one in ${placeName(model, order[0])} most: ${percent(values[order[0]] / total)} of all it ` +
    `hears from others. Half of that comes from ${counted(half, "patch", "patches")} of ${model.patches}.`
  );
}

// Points that run from the loudest patches to the one that hears them.
function drawVoices(ctx, model, values, patch, box, seconds) {
  const { order } = loudest(values),
    top = values[order[0]],
    [toX, toY, side] = placeBox(model, patch, box);
  const centre = (x) => x + side / 2;
  for (const p of order.slice(0, 12)) {
    if (!values[p]) continue;
    const [x, y] = placeBox(model, p, box),
      strong = (values[p] / top) ** 2;
    ctx.strokeStyle = `rgba(${ORANGE.join()},${0.35 + 0.6 * strong})`;
    ctx.lineWidth = 1 + 3 * strong;
    ctx.beginPath();
    ctx.moveTo(centre(x), centre(y));
    ctx.lineTo(centre(toX), centre(toY));
    ctx.stroke();
    const t = (seconds * 0.7 + p * 0.37) % 1;
    ctx.fillStyle = `rgb(${ORANGE.join()})`;
    ctx.strokeStyle = "#fff";
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.arc(centre(x) + t * (toX - x), centre(y) + t * (toY - y), 2.5 + 3 * strong, 0, 7);
    ctx.fill();
    ctx.stroke();
  }
}

export function heardPicture(app, block) {
  const canvas = placeCanvas("The picture: the brighter a patch, the more the chosen one hears it.");
  const words = element("p", { class: "mx-fact" });
  let box = { size: 1 };
  choosePlaces(app, canvas, () => box);
  function draw(seconds) {
    const { model } = app,
      { state } = app.store,
      { ctx, width } = open(canvas, 1);
    const values = heardIn(app, block, state.patch),
      t = ease(seconds / 0.8);
    const low = Math.min(...values.filter((_, p) => p !== state.patch)),
      wide = Math.max(...values) - low || 1;
    box = { size: width, gap: 2 };
    drawPlaces(ctx, app, box, (p) => (p === state.patch ? 1 : 1 - t + t * (0.12 + (0.88 * (values[p] - low)) / wide)));
    drawVoices(ctx, model, values, state.patch, box, seconds);
    frameBox(ctx, placeBox(model, state.patch, box));
    words.textContent = heardWords(app, block, state.patch);
  }
  return { el: element("figure", {}, canvas, words), draw };
}

// How much each hidden unit of token mixing says to this picture, before any change: the length of its answers over all
// channels.
export function loudness(app, block) {
  const { hidden, tokensDim } = app.model,
    x = app.base.blocks[block].tokenHidden;
  return Float32Array.from({ length: tokensDim }, (_, u) => {
    let s = 0;
    for (let c = 0; c < hidden; c++) s += x[u * hidden + c] ** 2;
    return Math.sqrt(s / hidden);
  });
}

export const unitsByLoudness = (app, block) => {
  const loud = loudness(app, block);
  return [...loud.keys()].sort((a, b) => loud[b] - loud[a]);
};

// What a unit reads from each place (fc1) or writes to each (fc2).
function unitWeights(app, block, unit, matrix) {
  const { model } = app,
    { state } = app.store,
    n = model.patches,
    units = model.tokensDim;
  const { fc1, fc2 } = moveWeights(model.blocks[block].token, state.withWeights ? state.order : null);
  if (matrix === "fc1") return fc1.w.subarray(unit * n, (unit + 1) * n);
  return Float32Array.from({ length: n }, (_, p) => fc2.w[p * units + unit]);
}

const SHOWN = 12;

// The loudest units as small maps of what they read; the chosen one can be turned up and down.
export function unitBoard(app, block) {
  const maps = element("div", { class: "mx-units", role: "group", "aria-label": "Hidden units of token mixing" });
  const slider = element("input", { type: "range", min: "0", max: "4", step: "0.25" }),
    said = element("output");
  const label = element("label", { class: "mx-slider" }, element("span", { text: "Strength" }), slider, said);
  const off = element("button", { type: "button" }),
    words = element("p", { class: "mx-fact" });
  const factorOf = (u) => app.store.state.units[`${block}:${u}`] ?? 1;
  let order = [],
    shownFor = null;

  function turn(unit, factor, more) {
    const { [`${block}:${unit}`]: _, ...units } = app.store.state.units;
    app.store.set({ units: factor === 1 ? units : { ...units, [`${block}:${unit}`]: factor } }, { more });
  }
  let pulling = false;
  slider.addEventListener("input", () => {
    turn(app.unitIn(block), Number(slider.value), pulling);
    pulling = true;
  });
  slider.addEventListener("change", () => {
    pulling = false;
  });
  off.addEventListener("click", () => turn(app.unitIn(block), factorOf(app.unitIn(block)) === 0 ? 1 : 0, false));

  const buttons = Array.from({ length: Math.min(SHOWN, app.model.tokensDim) }, (_, i) => {
    const canvas = element("canvas", { "aria-hidden": "true" }),
      name = element("span");
    const el = element("button", { type: "button", class: "mx-unit" }, canvas, name);
    el.addEventListener("click", () => app.store.set({ unit: order[i] }));
    return { el, canvas, name };
  });
  maps.append(...buttons.map((b) => b.el));

  function draw() {
    const { model } = app,
      { state } = app.store,
      key = [state.sample, state.own, state.snapshot].join();
    if (shownFor !== key) order = unitsByLoudness(app, block).slice(0, SHOWN);
    shownFor = key;
    const chosen = app.unitIn(block),
      factor = factorOf(chosen);
    if (!order.includes(chosen)) order[order.length - 1] = chosen;
    buttons.forEach(({ el, canvas, name }, i) => {
      const unit = order[i],
        { ctx, width, text } = open(canvas, 1);
      drawValues(ctx, model, unitWeights(app, block, unit, "fc1"), { size: width }, { text });
      name.textContent = `${unit}${factorOf(unit) === 1 ? "" : factorOf(unit) ? ` ×${factorOf(unit)}` : " off"}`;
      el.setAttribute("aria-pressed", String(unit === chosen));
      el.setAttribute("aria-label", `Unit ${name.textContent}`);
    });
    slider.value = String(factor);
    said.textContent = factor === 0 ? "off" : `× ${factor}`;
    off.textContent = factor === 0 ? `Unit ${chosen} on` : `Unit ${chosen} off`;
    words.textContent =
      `The ${buttons.length} of ${model.tokensDim} units that say most to this picture. A map shows ` +
      `where unit ${chosen} reads with a plus (orange) and with a minus (blue).`;
  }
  const el = element("div", { class: "mx-board" }, words, maps, element("div", { class: "mx-turn" }, label, off));
  return { el, draw };
}
