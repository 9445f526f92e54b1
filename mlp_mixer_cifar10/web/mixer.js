// A whole MLP-Mixer in the browser, by the paper's names. Every step in between is kept, in rows: (patches, hidden).

import { fromBase64 } from "./decode.js";
import { dense, gelu, layerNorm, softmax, sum, transpose } from "./mixer_math.js";
import { fitPicture } from "./mixer_picture.js";

// n whole numbers of `bits` bits each, without gaps, from the lowest bit of the first byte on.
function readWhole(bytes, bits, n) {
  const out = new Int16Array(n), spare = 32 - bits;
  for (let i = 0, at = 0, held = 0, have = 0; i < n; i++) {
    for (; have < bits; have += 8) held |= bytes[at++] << have;
    out[i] = (held << spare) >> spare;
    held >>>= bits;
    have -= bits;
  }
  return out;
}

// Name -> Float32Array. Each row of a tensor has a step of its own, the number that one stands for; a vector is a row.
function readTensors(names, { weights, steps, bits }) {
  const size = (shape) => shape.reduce((a, b) => a * b, 1), total = names.reduce((a, [, shape]) => a + size(shape), 0);
  const whole = readWhole(fromBase64(weights), bits, total), step = new Float32Array(fromBase64(steps).buffer);
  const tensors = {};
  let from = 0, row = 0;
  for (const [name, shape] of names) {
    const rows = shape.length > 1 ? shape[0] : 1, length = size(shape), n = length / rows;
    const out = (tensors[name] = new Float32Array(length));
    for (let r = 0, i = 0; r < rows; r++) for (let k = 0; k < n; k++, i++) out[i] = whole[from + i] * step[row + r];
    from += length;
    row += rows;
  }
  return tensors;
}

// The layers of a Mixer from its tensors, named as in PyTorch.
function layersOf(tensors, depth) {
  const layer = (name) => ({ w: tensors[`${name}.weight`], b: tensors[`${name}.bias`] });
  const mlp = (name) => ({ fc1: layer(`${name}.fc1`), fc2: layer(`${name}.fc2`) });
  const block = (name) => ({
    norm1: layer(`${name}.norm1`), token: mlp(`${name}.token_mlp`),
    norm2: layer(`${name}.norm2`), channel: mlp(`${name}.channel_mlp`),
  });
  const blocks = Array.from({ length: depth }, (_, i) => block(`blocks.${i}`));
  return { stem: layer("stem"), blocks, norm: layer("norm"), head: layer("head") };
}

// The model that Python's `explainer_payload` packed. `size` is that of the training images, `snapshots` the moments of
// the training that are in the page, the model itself last: `modelAt(model, k)` is the model at one of them.
export function decodeModel(payload) {
  const { config, stats, tensors: names } = payload;
  const imgSize = config.img_size[0], patchSize = config.patch_size[0], grid = imgSize / patchSize;
  const model = {
    name: payload.name, imgSize, patchSize, grid, patches: grid * grid, size: payload.size,
    hidden: config.hidden_dim, tokensDim: config.tokens_mlp_dim, channelsDim: config.channels_mlp_dim,
    classes: payload.classes, mean: stats[0], std: stats[1], gelu: config.gelu, eps: config.eps,
    ...layersOf(readTensors(names, payload.packed), config.num_blocks),
  };
  const at = (packed) => ({ ...model, ...layersOf(readTensors(names, packed), config.num_blocks) });
  const { epoch, metrics, snapshots: earlier = [] } = payload;
  model.snapshots = earlier.map(({ packed, ...when }) => ({ ...when, open: () => at(packed) }));
  if (earlier.length) model.snapshots.push({ epoch, metrics, open: () => model });
  return model;
}

const opened = new WeakMap();

// The model at snapshot k; each is unpacked once.
export function modelAt(model, k) {
  const snapshot = model.snapshots[k];
  if (!snapshot) throw new Error(`snapshot ${k}: there are ${model.snapshots.length}, counted from 0`);
  if (!opened.has(snapshot)) opened.set(snapshot, snapshot.open());
  return opened.get(snapshot);
}

// RGBA bytes of any picture to (3, S, S), 0 to 1.
export function prepare(rgba, width, height, model) { return fitPicture(rgba, width, height, model); }

// From 0..1 to what the model takes: mean 0 and deviation 1 over the training images.
export function normalise(pixels, model) {
  const area = pixels.length / 3;
  return pixels.map((v, i) => {
    const c = Math.floor(i / area);
    return (v - model.mean[c]) / model.std[c];
  });
}

// What is changed, with every part there and checked:
// covered: patches of the picture (by their own numbers, wherever `order` puts them) that show the mean colour
// order: at place i stands patch order[i] of the picture; weightsOrder: the token mixing's weights move with it
// blocksOff, tokenOff: numbers of blocks; units: {"block:unit": factor}, of a unit of token mixing after its GELU
export function readEdits(model, edits = {}) {
  const { covered = [], order = null, weightsOrder = null, blocksOff = [], tokenOff = [], units = {} } = edits;
  const isOrder = (o) => o.length === model.patches && new Set(o).size === o.length && o.every((v) => v in o);
  for (const [name, o] of Object.entries({ order, weightsOrder })) {
    if (o && !isOrder(Array.from(o))) throw new Error(`${name}: each of the ${model.patches} patches once`);
  }
  const factors = new Map(Object.entries(units).map(([key, factor]) => {
    const [block, unit] = key.split(":").map(Number);
    if (!model.blocks[block] || !(unit >= 0 && unit < model.tokensDim)) throw new Error(`units: no unit ${key}`);
    return [key, factor];
  }));
  const [hidden, off, silent] = [covered, blocksOff, tokenOff].map((o) => new Set(o));
  return { covered: hidden, order, weightsOrder, blocksOff: off, tokenOff: silent, factors };
}

// (3, S, S) cut into rows: (patches, 3 * patchSize * patchSize), each in the order of the stem's weights.
export function cutPatches(model, pixels, { covered = new Set(), order = null } = {}) {
  const { imgSize, patchSize, grid, patches } = model, length = 3 * patchSize * patchSize;
  const out = new Float32Array(patches * length);
  for (let place = 0, o = 0; place < patches; place++) {
    const patch = order ? order[place] : place;
    const left = (patch % grid) * patchSize, top = Math.floor(patch / grid) * patchSize;
    for (let c = 0; c < 3; c++) {
      for (let y = 0; y < patchSize; y++) {
        const from = (c * imgSize + top + y) * imgSize + left;
        for (let x = 0; x < patchSize; x++, o++) out[o] = covered.has(patch) ? 0 : pixels[from + x];
      }
    }
  }
  return out;
}

// The token mixing of a block with its weights moved: place i reads and writes with what was patch order[i]'s.
export function moveWeights({ fc1, fc2 }, order) {
  if (!order) return { fc1, fc2 };
  const n = order.length, units = fc1.b.length;
  const w1 = fc1.w.map((_, i) => fc1.w[i - (i % n) + order[i % n]]);
  const w2 = fc2.w.map((_, i) => fc2.w[order[Math.floor(i / units)] * units + (i % units)]);
  return { fc1: { w: w1, b: fc1.b }, fc2: { w: w2, b: fc2.b.map((_, i) => fc2.b[order[i]]) } };
}

// Between places: (patches, hidden) to what each hears. `before` and `hidden` are (units, hidden channels): the units
// before and after the GELU.
function mixTokens(model, mlp, x, scaled) {
  const { hidden: channels, patches, tokensDim } = model;
  const before = dense(transpose(x, patches, channels), channels, mlp.fc1), after = gelu(before, model.gelu);
  for (const [unit, factor] of scaled) for (let c = 0; c < channels; c++) after[c * tokensDim + unit] *= factor;
  const out = transpose(dense(after, channels, mlp.fc2), channels, patches);
  return { before: transpose(before, channels, tokensDim), hidden: transpose(after, channels, tokensDim), out };
}

// The units of a block that are turned up or down: [unit, factor].
export function scaledUnits(edits, block) {
  const of = [...edits.factors].map(([key, factor]) => [...key.split(":").map(Number), factor]);
  return of.filter(([b]) => b === block).map(([, unit, factor]) => [unit, factor]);
}

function runBlock(model, i, input, edits) {
  const { patches, eps } = model, block = model.blocks[i], nothing = () => new Float32Array(input.length);
  const none = (n) => new Float32Array(n), units = model.tokensDim * model.hidden;
  const off = edits.blocksOff.has(i), silent = off || edits.tokenOff.has(i);
  const mlp = moveWeights(block.token, edits.weightsOrder);
  const token = silent ? { before: none(units), hidden: none(units), out: nothing() }
    : mixTokens(model, mlp, layerNorm(input, patches, block.norm1, eps), scaledUnits(edits, i));
  const afterToken = silent ? input : sum(input, token.out);
  const channelHidden = off ? none(patches * model.channelsDim)
    : gelu(dense(layerNorm(afterToken, patches, block.norm2, eps), patches, block.channel.fc1), model.gelu);
  const channelOut = off ? nothing() : dense(channelHidden, patches, block.channel.fc2);
  const output = off ? input : sum(afterToken, channelOut);
  const between = { tokenBefore: token.before, tokenHidden: token.hidden, tokenOut: token.out, afterToken };
  return { input, ...between, channelHidden, channelOut, output };
}

function meanOfRows(x, rows) {
  const n = x.length / rows, out = new Float32Array(n);
  for (let i = 0; i < x.length; i++) out[i % n] += x[i] / rows;
  return out;
}

// The whole model on normalised pixels (3, S, S), with everything in between.
export function forward(model, pixels, edits = {}) {
  if (pixels.length !== 3 * model.imgSize ** 2) {
    throw new Error(`${pixels.length} numbers: this model takes 3 x ${model.imgSize} x ${model.imgSize}`);
  }
  const start = performance.now(), read = readEdits(model, edits);
  const patches = cutPatches(model, pixels, read), stem = dense(patches, model.patches, model.stem), blocks = [];
  for (let i = 0, x = stem; i < model.blocks.length; i++) {
    blocks.push(runBlock(model, i, x, read));
    x = blocks[i].output;
  }
  const last = blocks[blocks.length - 1].output;
  const pooled = meanOfRows(layerNorm(last, model.patches, model.norm, model.eps), model.patches);
  const logits = dense(pooled, 1, model.head), probs = softmax(logits);
  return { patches, stem, blocks, pooled, logits, probs, edits: read, ms: performance.now() - start };
}
