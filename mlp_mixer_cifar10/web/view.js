// What is shown of a run, from what is chosen (`get`); nothing here draws.

import { answersOf } from "./answers.js";
import { columnsFor } from "./canvas.js";
import { feedOf, filterOf, mapOf, maxAbs, snapshotAt } from "./decode.js";
import { likest } from "./likeness.js";

export const MATRICES = { stem: "stem: patch filters", fc1: "token fc1: unit reads", fc2: "token fc2: unit writes" };

export const keyOf = (get) => (get("matrix") === "stem" ? "stem" : `${get("matrix")}.${get("block")}`);

// The run whose unit is chosen: the first that has the matrix. The others show their own that is most like it.
export const leadOf = (runs, get) => runs.find((r) => r.at[keyOf(get)]) || runs[0];

// Why a run cannot show what is chosen, or null.
function missingFrom(run, { key, matrix, block, unit }) {
  const upTo = (n) => `this run has ${n} (0 to ${n - 1})`;
  if (!run.at[key]) {
    if (matrix !== "stem" && block >= run.blocks) return `No block ${block}: ${upTo(run.blocks)}`;
    return `Its snapshots do not hold ${MATRICES[matrix].split(":")[0]}`;
  }
  return unit >= run.units(matrix) ? `No unit ${unit}: ${upTo(run.units(matrix))}` : null;
}

// What a run shows now. `patch` counts on the grid of the first run; another grid takes the same place in the image.
export function viewOf(run, get, { grid: [h0, w0], runs }) {
  const matrix = get("matrix"), block = get("block"), patch = get("patch"), key = keyOf(get), [gh, gw] = run.grid;
  const pr = Math.floor((Math.floor(patch / w0) * gh) / h0), pc = Math.floor(((patch % w0) * gw) / w0);
  const lead = leadOf(runs, get), matched = run !== lead && get("match") === "likeness";
  const like = matched ? likest(lead, get("unit"), run, matrix, block) : null;
  const v = { run, lead, like, matrix, block, key, gh, gw, pr, pc, stem: matrix === "stem" };
  v.unit = like ? like.unit : get("unit");
  v.e = snapshotAt(run, get("epoch"));
  v.patch = pr * gw + pc;
  v.missing = missingFrom(run, v);
  v.feeds = !v.missing && !v.stem && !!run.at[`slope.${block}`];
  v.answers = !v.missing && v.stem && !!run.picture;
  return v;
}

export function unitValues(v) {
  return v.stem ? filterOf(v.run, v.unit, v.e) : mapOf(v.run, v.matrix, v.block, v.unit, v.e);
}

// The colour scale goes from -limit to limit, the same for both runs. `how`: training, epoch or unit.
export function mapLimit(views, how) {
  const limitOf = (v) => {
    if (how === "training") return v.run.top(v.key);
    return how === "epoch" ? v.run.limit(v.key, v.e) : maxAbs(unitValues(v));
  };
  return Math.max(...views.filter((v) => !v.missing).map(limitOf), 0);
}

// The same for a map that is computed for one patch or one filter: at all epochs, or at this one.
function computedLimit(views, how, valuesAt) {
  const limitOf = (v) => {
    const es = how === "training" ? v.run.epochs.map((_, e) => e) : [v.e];
    return Math.max(...es.map((e) => maxAbs(valuesAt(v, e))));
  };
  return Math.max(...views.map(limitOf), 0);
}

export const feedAt = (v, e) => feedOf(v.run, v.block, v.patch, e);
export const answersAt = (v, e) => answersOf(v.run, v.unit, e);

export function feedLimit(views, how) { return computedLimit(views.filter((v) => v.feeds), how, feedAt); }
export function answerLimit(views, how) { return computedLimit(views.filter((v) => v.answers), how, answersAt); }

// Numbers of a run's units in the order of the small maps; `sorted`: by frequency?
export function orderOf(run, matrix, key, by) {
  const order = by === "frequency" && run.order && run.order[key];
  const res = order ? [...order] : [...Array(run.units(matrix)).keys()];
  res.sorted = !!order;
  return res;
}

export const unitOrder = (v, by) => orderOf(v.run, v.matrix, v.key, by);

// The units that a step of the slider goes through: as the first run shows them, then those only another run has.
export function stepOrder(runs, get) {
  const matrix = get("matrix"), res = orderOf(leadOf(runs, get), matrix, keyOf(get), get("order"));
  const n = get("match") === "likeness" ? 0 : Math.max(...runs.map((r) => r.units(matrix)));
  for (let u = res.length; u < n; u++) res.push(u);
  return res;
}

// Where the small maps stand, in cells; opposite pairs stand apart. `width`: of the canvas, in CSS pixels.
export function layoutOfUnits(v, order, width) {
  const [h, w] = v.stem ? v.run.patch : [v.gh, v.gw], n = v.run.units(v.matrix), paired = order.sorted && !v.stem;
  const cols = Math.min(paired ? n + (n % 2) : n, columnsFor(n, width)), rows = Math.ceil(n / cols);
  const apart = paired ? Math.max(2, Math.round(w / 3)) : 0;
  const x = (c) => c * (w + 1) + Math.floor(c / 2) * apart, y = (r) => r * (h + 1 + apart);
  return { n, h, w, cols, rows, x, y, width: x(cols - 1) + w, height: y(rows - 1) + h };
}

// The small map at a place (parts of the canvas' height and width from 0 to 1), as row and column.
export function unitAt(layout, down, right) {
  const last = (n, from, place) => {
    let i = n - 1;
    while (i > 0 && from(i) > place) i--;
    return i;
  };
  return [last(layout.rows, layout.y, down * layout.height), last(layout.cols, layout.x, right * layout.width)];
}

// Rows and columns of cells in a picture of `kind`: map, feed, answer or image. The stem's feed has its channels one
// below the other, with a gap between.
export function cellShape(v, kind) {
  const [ph, pw] = v.run.patch;
  if (v.stem && kind === "map") return [ph, pw];
  if (v.stem && kind === "feed") return [v.run.chans * (ph + 1) - 1, pw];
  return [v.gh, v.gw];
}

// Is row `r` of the stem's feed the gap between two channels?
export const isGap = (v, kind, r) => kind === "feed" && v.stem && r % (v.run.patch[0] + 1) === v.run.patch[0];
