// Numbers and places in words.

export const percent = (p) => (p >= 0.9995 ? "100%" : p < 0.0005 ? "0%" : `${(100 * p).toFixed(p < 0.0995 ? 1 : 0)}%`);

export const placeName = (model, place) =>
  `row ${Math.floor(place / model.grid) + 1}, column ${(place % model.grid) + 1}`;

export const counted = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

export const signedNumber = (v) => (v < 0 ? "−" : "+") + Math.abs(v).toFixed(2);

export function topOf(probs) {
  let top = 0;
  for (let i = 1; i < probs.length; i++) if (probs[i] > probs[top]) top = i;
  return top;
}

// The classes there is room for: all, or the ten that have the largest shares.
export function roomFor(probs) {
  const all = [...probs.keys()];
  return new Set(all.length <= 12 ? all : all.sort((a, b) => probs[b] - probs[a]).slice(0, 10));
}

// "star, 93%"
export const answerOf = (model, result) => {
  const top = topOf(result.probs);
  return `${model.classes[top]}, ${percent(result.probs[top])}`;
};

export const stageName = (model, id) => {
  const names = { patches: "Patches", stem: "Stem", mean: "Mean", answer: "Answer" };
  return names[id] || `Block ${Number(id.slice(5)) + 1}`;
};

export const stageIds = (model) => ["patches", "stem", ...model.blocks.map((_, i) => `block${i}`), "mean", "answer"];

// How many numbers the model has learned.
export function numbersIn(model) {
  const layer = ({ w, b }) => w.length + b.length;
  const mlp = ({ fc1, fc2 }) => layer(fc1) + layer(fc2);
  const block = (o) => layer(o.norm1) + mlp(o.token) + layer(o.norm2) + mlp(o.channel);
  return layer(model.stem) + layer(model.norm) + layer(model.head) + model.blocks.reduce((n, o) => n + block(o), 0);
}

// What has been changed, one [words, changes that take it back] each.
export function changesOf(state, model) {
  const res = [];
  if (state.covered.length)
    res.push([`${counted(state.covered.length, "patch", "patches")} covered`, { covered: [] }]);
  if (state.order) {
    const moved = state.order.filter((p, i) => p !== i).length;
    const what = `${counted(moved, "patch", "patches")} moved${state.withWeights ? ", the weights with them" : ""}`;
    res.push([what, { order: null, withWeights: false }]);
  }
  for (const i of state.blocksOff)
    res.push([`block ${i + 1} off`, { blocksOff: state.blocksOff.filter((o) => o !== i) }]);
  for (const i of state.tokenOff) {
    res.push([`block ${i + 1}: no token mixing`, { tokenOff: state.tokenOff.filter((o) => o !== i) }]);
  }
  for (const [key, factor] of Object.entries(state.units)) {
    const [block, unit] = key.split(":").map(Number),
      { [key]: _, ...units } = state.units;
    res.push([`block ${block + 1}, unit ${unit}: ${factor ? `× ${factor}` : "off"}`, { units }]);
  }
  if (state.snapshot !== null)
    res.push([`weights of epoch ${model.snapshots[state.snapshot].epoch}`, { snapshot: null }]);
  return res;
}

// What the changes did to the answer, in a sentence.
export function effectOf(model, base, result) {
  const was = topOf(base.probs),
    is = topOf(result.probs),
    name = (i) => model.classes[i];
  let most = 0;
  for (let i = 0; i < base.probs.length; i++) most = Math.max(most, Math.abs(base.probs[i] - result.probs[i]));
  if (most < 5e-5) return "The answer is the same, to the last digit shown.";
  if (was !== is) {
    return (
      `The answer was ${name(was)} (${percent(base.probs[was])}); now it is ${name(is)} ` +
      `(${percent(result.probs[is])}), and ${name(was)} has ${percent(result.probs[was])}.`
    );
  }
  return `The answer is still ${name(is)}: ${percent(base.probs[is])} before, ${percent(result.probs[is])} now.`;
}
