// What is shown, in words: captions, values under the pointer, and what is in the fold below.

import { maxAbs } from "./decode.js";
import { answersAt, feedAt, unitOrder, unitValues } from "./view.js";

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

const unitName = (v, unit = v.unit) => `${v.stem ? "filter" : "unit"} ${unit}`;

export function titleOf(v) {
  if (v.stem) return `Stem, filter ${v.unit}`;
  return `Block ${v.block}, token ${v.matrix}, unit ${v.unit}`;
}

// The chosen patch; its name stays on one line.
export const patchName = (v) => `patch\u00a0(${v.pr},\u00a0${v.pc})`;

// One plain sentence for each picture.
export function sentenceOf(v, kind) {
  const patch = patchName(v);
  const like = v.like ? ` Of this run's, it is the most like the other's (likeness ${v.like.alike.toFixed(2)}).` : "";
  if (v.stem) return {
    map: `What this filter looks for in a patch, in colour.${like}`,
    feed: `The same weights, channel by channel: ${channelNames(v.run).join(", ")}, from the top.`,
    answer: "Where in the picture the filter finds it, and where its opposite.",
    image: "What the model sees, cut into patches.",
  }[kind];
  return {
    map: `How strongly it ${v.matrix === "fc1" ? "reads" : "writes to"} each patch.${like}`,
    feed: `How much each patch moves ${patch} through this block's token mixing.`,
    image: "What the model sees, cut into patches. Click one to ask about it.",
  }[kind];
}

// The values of a cell and what they are: {text, value} with `value` for beside the pointer.
function filterAt(v, at) {
  const [ph, pw] = v.run.patch, values = unitValues(v), step = v.run.scale(v.key, v.e), names = channelNames(v.run);
  const r = at.kind === "feed" ? at.r % (ph + 1) : at.r;
  const weight = (ch) => signed(values[ch * ph * pw + r * pw + at.c], step);
  const all = names.map((name, ch) => `${name} ${weight(ch)}`).join(", ");
  const value = at.kind === "feed" ? weight(Math.floor(at.r / (ph + 1))) : all;
  return { value, text: `filter ${v.unit}, pixel (${r}, ${at.c}) of every patch: ${all}` };
}

// A computed value is as good as the numbers it is computed from.
const computed = (values, p, bits) => signed(values[p], maxAbs(values) / (bits === 8 ? 50 : 5000));

function patchAt(v, at, bits) {
  const p = at.r * v.gw + at.c, place = `patch (${at.r}, ${at.c}), number ${p}`;
  if (v.stem) {
    if (!v.answers) return { value: "", text: place };
    const value = computed(answersAt(v, v.e), p, bits);
    return { value, text: `${place}: it answers to filter ${v.unit} with ${value}` };
  }
  const weight = signed(unitValues(v)[p], v.run.scale(v.key, v.e)), verb = v.matrix === "fc1" ? "reads" : "writes to";
  const text = `${place}: unit ${v.unit} ${verb} it with ${weight}`;
  if (!v.feeds) return { value: weight, text };
  const feed = computed(feedAt(v, v.e), p, bits);
  return { value: at.kind === "feed" ? feed : weight, text: `${text}; it feeds patch (${v.pr}, ${v.pc}) with ${feed}` };
}

// What is at a cell, `at`: {kind, r, c}, and {i} for one of all units: {text, value}.
export function readAt(v, at, { order, bits }) {
  if (v.missing) return { value: "", text: v.missing };
  if (at.kind === "all") {
    const text = unitName(v, unitOrder(v, order)[at.i]);
    return { value: text, text };
  }
  return v.stem && ["map", "feed"].includes(at.kind) ? filterAt(v, at) : patchAt(v, at, bits);
}

const SLOPES = {
  image: "the slope of the GELU at this image, averaged over channels",
  zero: "the slope of the GELU at an input of zero",
  half: "one half, that of the GELU at zero (these snapshots keep no biases; WeightHistory(tensors='all') keeps them)",
};
const FILTERS = "Filters: no weight is grey; each colour channel from dark (negative) to bright (positive). ";
const ANSWERS = "An answer is the sum of filter times picture in a patch, without the bias. ";
const LIKENESS = "Likeness is the cosine of two units' weights at the last epoch: 1 is the same but for a factor. ";
const feedsNote = (at) => "fc1 is (units, patches), fc2 is (patches, units). What feeds a patch: its row of " +
  "fc2 · diag(slope) · fc1, the derivative of the token-mixing MLP by its (normalised) input, where slope is " +
  `${at}; the skip connection, which hands every patch its own value, is left out. `;

export function noteOf(v, bits, compared) {
  const half = v.run.scale(v.key, v.e) / 2 || 0;
  let text = v.stem ? FILTERS + (v.answers ? ANSWERS : "") : feedsNote(SLOPES[v.run.feeds]);
  if (compared) text += LIKENESS;
  text += `Colours are symmetric around zero. Numbers are kept in ${bits} bits: within ±${half.toPrecision(2)}` +
    " of the weights here";
  const within = bits === 8 ? "2%" : "0.01%";
  if (v.feeds) text += `, and what feeds a patch within about ${within} of its row's largest value`;
  const { total, epochs } = v.run;
  if (total > epochs.length) text += `. ${epochs.length} of the run's ${total} snapshots`;
  return text + ". Everything is counted from 0; patches are (row, column), from the top left.";
}
