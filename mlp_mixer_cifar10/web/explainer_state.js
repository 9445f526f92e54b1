// What the reader has chosen and changed: one plain object, with undo, and as the text of a link.

const CHANGES = {
  covered: [],
  order: null,
  withWeights: false,
  blocksOff: [],
  tokenOff: [],
  units: {},
  snapshot: null,
};
const PICTURE = { sample: 0, own: null };
const VIEW = { stage: "patches", patch: 0, channel: 0, unit: null, of: null };

export const startState = (model) => ({
  ...PICTURE,
  ...CHANGES,
  ...VIEW,
  patch: Math.floor(model.grid / 2) * (model.grid + 1),
});

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

// `set` takes some of the fields. Those of the picture and of the model can be undone; `more` says that a change goes
// on with the one before it, as strokes of one pull of the hand do. It gives whether anything is changed.
export function makeStore(start, changed) {
  const past = [];
  const store = { state: { ...start } };
  store.set = (changes, { more = false } = {}) => {
    const keys = Object.keys(changes).filter((k) => !same(changes[k], store.state[k]));
    if (!keys.length) return false;
    const before = store.state;
    store.state = { ...before, ...changes };
    if (!more && keys.some((k) => !(k in VIEW))) past.push(before);
    changed(keys);
    return true;
  };
  store.undo = () => {
    const before = past.pop();
    if (!before) return;
    const view = Object.fromEntries(Object.keys(VIEW).map((k) => [k, store.state[k]]));
    const now = store.state;
    store.state = { ...before, ...view };
    changed(Object.keys(now).filter((k) => !same(now[k], store.state[k])));
  };
  store.reset = () => store.set(CHANGES);
  store.canUndo = () => past.length > 0;
  store.isTouched = () => Object.keys(CHANGES).some((k) => !same(store.state[k], CHANGES[k]));
  return store;
}

// As `forward` takes them.
export function editsOf(state) {
  const { covered, order, withWeights, blocksOff, tokenOff, units } = state;
  return { covered, order, weightsOrder: withWeights ? order : null, blocksOff, tokenOff, units };
}

// The patch of the picture that stands at a place.
export const patchAt = (state, place) => (state.order ? state.order[place] : place);

// A list with `v` in it or, if it was in, without.
export const toggled = (list, v) =>
  list.includes(v) ? list.filter((o) => o !== v) : [...list, v].sort((a, b) => a - b);

const list = { write: (v) => v.join("."), read: (text) => text.split(".").map(Number) };
const whole = { write: String, read: Number };
const plain = { write: String, read: String };
const FORMS = {
  sample: whole,
  own: plain,
  covered: list,
  order: list,
  blocksOff: list,
  tokenOff: list,
  snapshot: whole,
  withWeights: { write: () => "1", read: (text) => text === "1" },
  units: {
    write: (v) =>
      Object.entries(v)
        .map(([key, factor]) => `${key}x${factor}`)
        .join("_"),
    read: (text) =>
      Object.fromEntries(
        text
          .split("_")
          .map((o) => o.split("x"))
          .map(([key, f]) => [key, Number(f)]),
      ),
  },
  stage: plain,
  patch: whole,
  channel: whole,
  unit: whole,
  of: whole,
};

// Only what differs from the start.
export function writeLink(state, start) {
  const text = new URLSearchParams();
  for (const [k, form] of Object.entries(FORMS)) if (!same(state[k], start[k])) text.set(k, form.write(state[k]));
  return text.toString();
}

// Whether a field of a link fits the model and the samples of this page.
function fits(k, v, { model, samples, stages }) {
  const below = (n) => (o) => Number.isInteger(o) && o >= 0 && o < n;
  const all = (n) => Array.isArray(v) && v.every(below(n)) && new Set(v).size === v.length;
  const depth = model.blocks.length;
  const isUnit = ([key, f]) => {
    const [block, unit, ...rest] = key.split(":").map(Number);
    return !rest.length && below(depth)(block) && below(model.tokensDim)(unit) && f >= 0 && f <= 4;
  };
  const tests = {
    sample: below(samples),
    own: (o) => o.startsWith("data:image/png;base64,"),
    covered: () => all(model.patches),
    order: () => all(model.patches) && v.length === model.patches,
    withWeights: () => true,
    blocksOff: () => all(depth),
    tokenOff: () => all(depth),
    units: () => Object.entries(v).every(isUnit),
    snapshot: below(model.snapshots.length),
    stage: (o) => stages.includes(o),
    patch: below(model.patches),
    channel: below(model.hidden),
    unit: below(model.tokensDim),
    of: below(model.classes.length),
  };
  return tests[k](v);
}

// The state of a link, and the fields of it that this page has no use for.
export function readLink(text, start, about) {
  const state = { ...start },
    odd = [];
  for (const [k, v] of new URLSearchParams(text)) {
    const value = FORMS[k] && FORMS[k].read(v);
    if (FORMS[k] && fits(k, value, about)) state[k] = value;
    else odd.push(k);
  }
  return { state, odd };
}
