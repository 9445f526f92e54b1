// What is shown of a run, from what is chosen (`get`); nothing here draws.

import { feedOf, filterOf, mapOf, maxAbs, snapshotAt } from "./decode.js";
import { columnsFor } from "./canvas.js";

export const MATRICES = { stem: "stem: patch filters", fc1: "token fc1: unit reads", fc2: "token fc2: unit writes" };

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
export function viewOf(run, get, [h0, w0]) {
  const matrix = get("matrix"), block = get("block"), unit = get("unit"), patch = get("patch");
  const key = matrix === "stem" ? "stem" : `${matrix}.${block}`, [gh, gw] = run.grid;
  const pr = Math.floor((Math.floor(patch / w0) * gh) / h0), pc = Math.floor(((patch % w0) * gw) / w0);
  const v = { run, matrix, block, unit, key, gh, gw, pr, pc, stem: matrix === "stem" };
  v.e = snapshotAt(run, get("epoch"));
  v.patch = pr * gw + pc;
  v.missing = missingFrom(run, v);
  v.feeds = !v.missing && !v.stem && !!run.at[`slope.${block}`];
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

// The same for what feeds a patch.
export function feedLimit(views, how) {
  const limitOf = (v) => {
    const es = how === "training" ? v.run.epochs.map((_, e) => e) : [v.e];
    return Math.max(...es.map((e) => maxAbs(feedOf(v.run, v.block, v.patch, e))));
  };
  return Math.max(...views.filter((v) => v.feeds).map(limitOf), 0);
}

// Numbers of the units in the order of the small maps; `sorted`: by frequency?
export function unitOrder(v, by) {
  const order = by === "frequency" && v.run.order && v.run.order[v.key];
  const res = order ? [...order] : [...Array(v.run.units(v.matrix)).keys()];
  res.sorted = !!order;
  return res;
}

// Rows and columns of the small maps.
export function gridOfUnits(v) {
  const n = v.run.units(v.matrix), cols = Math.min(n, columnsFor(n));
  return [Math.ceil(n / cols), cols];
}

// Rows and columns of cells in a picture of `kind`: map, feed, image or all. The stem's feed has its channels one below
// the other, with a gap between.
export function cellShape(v, kind) {
  const [ph, pw] = v.run.patch;
  if (kind === "all") return gridOfUnits(v);
  if (v.stem && kind === "map") return [ph, pw];
  if (v.stem && kind === "feed") return [v.run.chans * (ph + 1) - 1, pw];
  return [v.gh, v.gw];
}

// Is row `r` of the stem's feed the gap between two channels?
export const isGap = (v, kind, r) => kind === "feed" && v.stem && r % (v.run.patch[0] + 1) === v.run.patch[0];
