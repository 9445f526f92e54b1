// Which unit of another run is most like a unit. Numbers of units say nothing across runs: two trainings give the same
// unit different numbers.

import { filterOf, mapOf } from "./decode.js";

// A unit at the last epoch, (channels, height, width), and its sizes.
function lastMap(run, matrix, block, unit) {
  const e = run.epochs.length - 1;
  if (matrix === "stem") return { values: filterOf(run, unit, e), sizes: [run.chans, ...run.patch] };
  return { values: mapOf(run, matrix, block, unit, e), sizes: [1, ...run.grid] };
}

// `values` on another grid: each cell takes the value at its place in the image.
function resample({ values, sizes: [chans, h, w] }, [, toH, toW]) {
  const res = new Float32Array(chans * toH * toW);
  for (let ch = 0, i = 0; ch < chans; ch++) for (let r = 0; r < toH; r++) for (let c = 0; c < toW; c++, i++) {
    const y = Math.floor(((r + 0.5) * h) / toH), x = Math.floor(((c + 0.5) * w) / toW);
    res[i] = values[(ch * h + y) * w + x];
  }
  return res;
}

const dot = (a, b) => a.reduce((sum, v, i) => sum + v * b[i], 0);

// The cosine of two maps: 1 if they differ by a positive factor only, -1 if they are opposites.
export function cosine(a, b) {
  return dot(a, b) / (Math.sqrt(dot(a, a) * dot(b, b)) || 1);
}

const found = new WeakMap();

// The unit of `to` whose weights at the last epoch are most like those of unit `unit` of `from`, and their cosine; null
// where they cannot be compared.
export function likest(from, unit, to, matrix, block) {
  const key = matrix === "stem" ? "stem" : `${matrix}.${block}`;
  if (!from.at[key] || !to.at[key] || unit >= from.units(matrix)) return null;
  if (matrix === "stem" && from.chans !== to.chans) return null;
  if (!found.has(to)) found.set(to, new Map());
  const known = found.get(to), name = `${from.start} ${key} ${unit}`;
  if (!known.has(name)) known.set(name, search(lastMap(from, matrix, block, unit), to, matrix, block));
  return known.get(name);
}

function search(one, to, matrix, block) {
  const values = resample(one, lastMap(to, matrix, block, 0).sizes);
  let best = { unit: 0, alike: -Infinity };
  for (let unit = 0; unit < to.units(matrix); unit++) {
    const alike = cosine(values, lastMap(to, matrix, block, unit).values);
    if (alike > best.alike) best = { unit, alike };
  }
  return best;
}
