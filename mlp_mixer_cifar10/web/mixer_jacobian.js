// Which patches a patch hears in one block, for this picture: a row of the library's `patch_jacobian`.

import { moveWeights, scaledUnits } from "./mixer.js";
import { dense, geluSlope, layerNorm, standardise } from "./mixer_math.js";

const zeroBias = (layer, n) => ({ w: layer, b: new Float32Array(n) });

// Token mixing by itself: (patches, hidden), how much input patch s moves `patch`, in each channel.
function tokenRow(model, state, block, patch) {
  const { patches, hidden, tokensDim } = model, { edits } = state, out = new Float32Array(patches * hidden);
  if (edits.blocksOff.has(block) || edits.tokenOff.has(block)) return out;
  const { fc1, fc2 } = moveWeights(model.blocks[block].token, edits.weightsOrder);
  const before = state.blocks[block].tokenBefore, factors = new Map(scaledUnits(edits, block));
  for (let u = 0; u < tokensDim; u++) {
    const write = fc2.w[patch * tokensDim + u] * (factors.get(u) ?? 1);
    if (!write) continue;
    const slopes = before.subarray(u * hidden, (u + 1) * hidden).map((v) => write * geluSlope(v, model.gelu));
    for (let s = 0; s < patches; s++) {
      const read = fc1.w[u * patches + s];
      for (let c = 0; c < hidden; c++) out[s * hidden + c] += read * slopes[c];
    }
  }
  return out;
}

// The derivative of a layer norm at the row `x`, from the right: each row of `left` (rows, n) times it.
function timesNorm(left, rows, x, norm, eps) {
  const { out: unit, scale } = standardise(x, 1, eps), n = x.length, res = new Float32Array(left.length);
  for (let r = 0; r < rows; r++) {
    let mean = 0, along = 0;
    for (let i = 0; i < n; i++) {
      const v = left[r * n + i] * norm.w[i];
      res[r * n + i] = v;
      mean += v / n;
      along += (v * unit[i]) / n;
    }
    for (let i = 0; i < n; i++) res[r * n + i] = (res[r * n + i] - mean - along * unit[i]) * scale[0];
  }
  return res;
}

// What channel mixing makes of a change of one patch: I + the derivative of the channel MLP, (hidden, hidden).
function channelMatrix(model, state, block, patch) {
  const n = model.hidden, units = model.channelsDim, { fc1, fc2 } = model.blocks[block].channel;
  const x = state.blocks[block].afterToken.subarray(patch * n, (patch + 1) * n), res = new Float32Array(n * n);
  if (!state.edits.blocksOff.has(block)) {
    const norm = model.blocks[block].norm2, before = dense(layerNorm(x, 1, norm, model.eps), 1, fc1);
    const slopes = before.map((v) => geluSlope(v, model.gelu));
    const open = fc2.w.map((w, i) => w * slopes[i % units]), readers = new Float32Array(n * units);
    for (let u = 0; u < units; u++) for (let i = 0; i < n; i++) readers[i * units + u] = fc1.w[u * n + i];
    res.set(timesNorm(dense(open, n, zeroBias(readers, n)), n, x, norm, model.eps));
  }
  for (let i = 0; i < n; i++) res[i * n + i] += 1;
  return res;
}

// `through` times token mixing and norm1: what a change of input patch s does to the output, (hidden, hidden).
function fromPatch(model, state, block, through, row, s) {
  const n = model.hidden, x = state.blocks[block].input.subarray(s * n, (s + 1) * n);
  const scaled = through.map((v, i) => v * row[s * n + (i % n)]);
  return timesNorm(scaled, n, x, model.blocks[block].norm1, model.eps);
}

// The sum of the squares of `fromPatch`, or its trace, without building it. The derivative of a layer norm takes the
// mean out of a row, and what lies along x; so two products of `through` and a vector are enough.
function measure(through, squares, v, unit, reduce) {
  const n = v.length;
  let whole = 0, mean = 0, along = 0, length = 0;
  for (let j = 0; j < n; j++) {
    whole += reduce === "mean" ? through[j * n + j] * v[j] : squares[j] * v[j] * v[j];
    length += (unit[j] * unit[j]) / n;
  }
  for (let i = 0, k = 0; i < n; i++) {
    let a = 0, b = 0;
    for (let j = 0; j < n; j++, k++) {
      const t = through[k] * v[j];
      a += t;
      b += t * unit[j];
    }
    mean += reduce === "mean" ? a : a * a;
    along += reduce === "mean" ? b * unit[i] : b * b * (2 - length);
  }
  return (whole - (mean + along) / n) / n;
}

// A change of the patch itself also goes past token mixing, on the skip connection.
function measureOwn(model, state, block, through, row, patch, { reduce, skip }) {
  const n = model.hidden, m = fromPatch(model, state, block, through, row, patch);
  for (let i = 0; i < m.length; i++) m[i] += through[i];
  if (!skip) for (let i = 0; i < n; i++) m[i * n + i] -= 1;
  let total = 0;
  if (reduce === "mean") for (let i = 0; i < n; i++) total += m[i * n + i];
  else for (let i = 0; i < m.length; i++) total += m[i] * m[i];
  return total / n;
}

// How strongly each input patch moves output patch `patch` of a block: the Frobenius norm of the derivative over
// sqrt(hidden), or, with reduce "mean", the mean of its diagonal (signed). Without `skip`, what the skip connections
// pass on as it is, is left out. As `patch_jacobian(model, image, block, reduce, skip)[patch]` (default there: skip).
export function heard(model, state, block, patch, { reduce = "norm", skip = false } = {}) {
  const n = model.hidden, { input } = state.blocks[block], norm = model.blocks[block].norm1.w;
  const through = channelMatrix(model, state, block, patch), row = tokenRow(model, state, block, patch);
  const { out: unit, scale } = standardise(input, model.patches, model.eps), squares = new Float64Array(n);
  for (let i = 0; i < through.length; i++) squares[i % n] += through[i] * through[i];
  const out = new Float32Array(model.patches), v = new Float64Array(n);
  for (let s = 0; s < model.patches; s++) {
    for (let c = 0; c < n; c++) v[c] = row[s * n + c] * norm[c] * scale[s];
    out[s] = measure(through, squares, v, unit.subarray(s * n, (s + 1) * n), reduce);
  }
  out[patch] = measureOwn(model, state, block, through, row, patch, { reduce, skip });
  return reduce === "mean" ? out : out.map((o) => Math.sqrt(Math.max(o, 0)));
}
