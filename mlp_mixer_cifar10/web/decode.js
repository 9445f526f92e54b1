// From the header and the bytes that Python's `encode_runs` made to numbers. Whole numbers of 8 or 16 bits stay as they
// are; a number's value is that times the step of its tensor and epoch.

export function fromBase64(text) { return Uint8Array.from(atob(text), (c) => c.charCodeAt(0)); }

const product = (shape) => shape.reduce((a, b) => a * b, 1);

// Where each key's numbers lie within an epoch: its place among the keys, shape, size and start.
function layout(keys) {
  const at = {};
  let length = 0;
  keys.forEach(([key, shape], k) => {
    at[key] = { k, shape, size: product(shape), start: length };
    length += at[key].size;
  });
  return { at, length };
}

// The picture as the model takes it, (channels, height, width), behind the numbers of the last epoch; or null.
function pictureOf(run, all, length) {
  if (!run.picture) return null;
  const { shape, scale } = run.picture, from = run.start + run.epochs.length * length;
  return { shape, scale, values: all.subarray(from, from + product(shape)) };
}

// A run of the header with `values(key, epoch)` (a view of whole numbers), `scale`, `limit` and `top`.
function decodeRun(run, all) {
  const { at, length } = layout(run.keys);
  const values = (key, e) => {
    const from = run.start + e * length + at[key].start;
    return all.subarray(from, from + at[key].size);
  };
  const scale = (key, e) => run.scales[e][at[key].k];
  const limit = (key, e) => run.limits[e][at[key].k];
  const top = (key) => Math.max(...run.limits.map((row) => row[at[key].k]));
  const units = (matrix) => (matrix === "stem" ? run.hidden : run.tokens);
  const picture = pictureOf(run, all, length), patches = run.grid[0] * run.grid[1];
  return { ...run, at, values, scale, limit, top, units, picture, patches };
}

export function allEpochs(runs) { return [...new Set(runs.flatMap((r) => r.epochs))].sort((a, b) => a - b); }

const decoded = new WeakMap();

// Copies the bytes, once for all views of a header.
export function decode(header, data) {
  if (decoded.has(header)) return decoded.get(header);
  const view = data.buffer ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
  const buffer = view.slice().buffer;
  const all = header.bits === 8 ? new Int8Array(buffer) : new Int16Array(buffer);
  const runs = header.runs.map((run) => decodeRun(run, all));
  const holds = (m) => runs.some((r) => r.at[m === "stem" ? "stem" : `${m}.0`]);
  const res = {
    header, runs, epochs: allEpochs(runs), matrices: ["stem", "fc1", "fc2"].filter(holds),
    lut: fromBase64(header.lut), blocks: Math.max(...runs.map((r) => r.blocks)),
  };
  decoded.set(header, res);
  return res;
}

// The snapshot a run shows at an epoch: the last one up to then, or its first.
export function snapshotAt(run, epoch) {
  let e = 0;
  run.epochs.forEach((o, i) => { if (o <= epoch) e = i; });
  return e;
}

// A unit of token mixing over the patches: fc1 is (units, patches), fc2 is (patches, units), both as in PyTorch.
export function mapOf(run, matrix, block, unit, e) {
  const key = `${matrix}.${block}`, q = run.values(key, e), s = run.scale(key, e), n = run.patches;
  const res = new Float32Array(n);
  for (let p = 0; p < n; p++) res[p] = s * (matrix === "fc1" ? q[unit * n + p] : q[p * run.tokens + unit]);
  return res;
}

// A filter of the stem: (channels, height, width).
export function filterOf(run, unit, e) {
  const n = run.at.stem.size / run.hidden, s = run.scale("stem", e);
  return Float32Array.from(run.values("stem", e).subarray(unit * n, (unit + 1) * n), (q) => s * q);
}

// One row of fc2 · diag(slope) · fc1: how much each patch's input moves the token-mixing MLP's output at `patch`.
export function feedOf(run, block, patch, e) {
  const keys = ["fc1", "fc2", "slope"].map((nm) => `${nm}.${block}`);
  const [one, two, slope] = keys.map((key) => run.values(key, e));
  const s = keys.reduce((a, key) => a * run.scale(key, e), 1);
  const n = run.patches, res = new Float32Array(n);
  for (let u = 0; u < run.tokens; u++) {
    const w = s * two[patch * run.tokens + u] * slope[u];
    if (w) for (let p = 0; p < n; p++) res[p] += w * one[u * n + p];
  }
  return res;
}

export const maxAbs = (values) => values.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
