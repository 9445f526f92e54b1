// What is shown, in words: captions, values under the pointer, and the note below.

import { feedOf, maxAbs } from "./decode.js";
import { unitOrder, unitValues } from "./view.js";

const minus = "−";

// A value with as many digits as its step allows.
function signed(v, step) {
  if (!isFinite(v)) return "not a number";
  const digits = Math.min(5, Math.max(1, Math.ceil(-Math.log10(step || 1e-5))));
  return (v < 0 ? minus : "+") + Math.abs(v).toFixed(digits);
}

// Two digits, for the ends of a colour bar.
export function short(v) {
  if (v === 0) return "0";
  const plain = Math.abs(v) >= 0.01 && Math.abs(v) < 1000;
  return (plain ? v.toPrecision(2) : v.toExponential(1)).replaceAll("-", minus);
}

export function channelNames(run) {
  return run.chans === 3 ? ["red", "green", "blue"] : [...Array(run.chans).keys()].map((i) => `channel ${i}`);
}

export function epochName(epoch) { return epoch < 0 ? "before training" : `epoch ${epoch}`; }

export function titleOf(v) {
  if (v.stem) return `Stem, filter ${v.unit}`;
  return `Block ${v.block}, token ${v.matrix}, what unit ${v.unit} ${v.matrix === "fc1" ? "reads" : "writes"}`;
}

function describeFilter(v, at) {
  if (at.kind === "image") return `patch (${at.r}, ${at.c}), number ${at.r * v.gw + at.c}`;
  const [ph, pw] = v.run.patch, values = unitValues(v), step = v.run.scale(v.key, v.e);
  const r = at.kind === "feed" ? at.r % (ph + 1) : at.r;
  const weight = (name, ch) => `${name} ${signed(values[ch * ph * pw + r * pw + at.c], step)}`;
  return `filter ${v.unit}, pixel (${r}, ${at.c}) of every patch: ` + channelNames(v.run).map(weight).join(", ");
}

function describePatch(v, at, bits) {
  const p = at.r * v.gw + at.c, step = v.run.scale(v.key, v.e), verb = v.matrix === "fc1" ? "reads" : "writes to";
  const weight = `unit ${v.unit} ${verb} it with ${signed(unitValues(v)[p], step)}`;
  const text = `patch (${at.r}, ${at.c}), number ${p}: ${weight}`;
  if (!v.feeds) return text;
  const feed = feedOf(v.run, v.block, v.patch, v.e), feedStep = maxAbs(feed) / (bits === 8 ? 50 : 5000);
  return `${text}; it feeds patch (${v.pr}, ${v.pc}) with ${signed(feed[p], feedStep)}`;
}

// What is at a cell, `at`: {kind, r, c}, and {i} for one of all units.
export function describe(v, at, { order, bits }) {
  if (v.missing) return v.missing;
  if (at.kind === "all") return `${v.stem ? "filter" : "unit"} ${unitOrder(v, order)[at.i]}`;
  return v.stem ? describeFilter(v, at) : describePatch(v, at, bits);
}

const SLOPES = {
  image: "the slope of the GELU at this image, averaged over channels",
  zero: "the slope of the GELU at an input of zero",
  half: "one half, that of the GELU at zero (these snapshots keep no biases; WeightHistory(tensors='all') keeps them)",
};
const FILTERS = "Filters: no weight is grey; each colour channel from dark (negative) to bright (positive). ";
const feedsNote = (at) => "fc1 is (units, patches), fc2 is (patches, units). What feeds a patch: its row of " +
  "fc2 · diag(slope) · fc1, the derivative of the token-mixing MLP by its (normalised) input, where slope is " +
  `${at}; the skip connection, which hands every patch its own value, is left out. `;

export function noteOf(v, bits) {
  const half = v.run.scale(v.key, v.e) / 2 || 0;
  let text = v.stem ? FILTERS : feedsNote(SLOPES[v.run.feeds]);
  text += `Colours are symmetric around zero. Numbers are kept in ${bits} bits: within ±${half.toPrecision(2)}` +
    " of the weights here";
  const within = bits === 8 ? "2%" : "0.01%";
  if (v.feeds) text += `, and what feeds a patch within about ${within} of its row's largest value`;
  const { total, epochs } = v.run;
  if (total > epochs.length) text += `. ${epochs.length} of the run's ${total} snapshots`;
  return text + ". Everything is counted from 0; patches are (row, column), from the top left.";
}
