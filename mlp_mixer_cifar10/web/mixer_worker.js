// A Mixer in a worker, so that the page answers to the hand while it computes. Where there is no worker (some pages
// forbid them), the page computes by itself, a moment later. Of each kind only the newest wish waits; older ones give
// null.

import { decodeModel, forward, modelAt, prepare } from "./mixer.js";
import { heard } from "./mixer_jacobian.js";

// What a worker can be asked, as functions of one argument.
export function makeAnswers(payload) {
  const model = decodeModel(payload);
  let shown = model, state = null;
  return {
    prepare: ({ rgba, width, height }) => prepare(rgba, width, height, model),
    forward({ pixels, edits, snapshot }) {
      shown = snapshot === null ? model : modelAt(model, snapshot);
      state = forward(shown, pixels, edits);
      return state;
    },
    heard({ block, patch, options }) {
      if (!state) throw new Error("heard: nothing was computed yet, call forward first");
      return heard(shown, state, block, patch, options);
    },
  };
}

// One question's answer, or its error as text, as a message.
function reply(answers, { id, kind, given }) {
  try {
    return { id, result: answers[kind](given) };
  } catch (error) {
    return { id, error: String(error.message || error) };
  }
}

// Within the worker, whose script ends with a call of this.
export function serveMixer(scope) {
  let answers = null;
  scope.onmessage = ({ data }) => {
    if (data.payload) answers = makeAnswers(data.payload);
    else scope.postMessage(reply(answers, data));
  };
}

// A worker that takes messages and gives them to `hear`; `fail` is called if it cannot start.
function startWorker(payload, hear, fail) {
  const url = URL.createObjectURL(new Blob([payload.worker], { type: "text/javascript" }));
  const worker = new Worker(url);
  worker.onmessage = ({ data }) => { URL.revokeObjectURL(url); hear(data); };
  worker.onerror = (event) => { event.preventDefault(); fail(); };
  const { worker: script, samples, ...rest } = payload;
  worker.postMessage({ payload: rest });
  return { post: (message) => worker.postMessage(message), close: () => worker.terminate() };
}

// The same without a worker.
function startHere(payload, hear) {
  const answers = makeAnswers(payload);
  let open = true;
  const post = (message) => setTimeout(() => { if (open) hear(reply(answers, message)); });
  return { post, close() { open = false; } };
}

// A running Mixer: `prepare(rgba, width, height)`, `forward(pixels, edits, snapshot)` (a place in model.snapshots, or
// null) and `heard(block, patch, options)` (of the last forward) give promises; null if a newer wish came before it was
// begun. `where()` is "worker" or "page".
export function openMixer(payload) {
  const waiting = new Map(), kinds = ["prepare", "forward", "heard"];
  let busy = null, count = 0, place = null, inWorker = true, closed = false;
  function next() {
    const kind = busy || closed ? null : kinds.find((k) => waiting.has(k));
    if (!kind) return;
    busy = waiting.get(kind);
    waiting.delete(kind);
    place.post({ id: busy.id, kind, given: busy.given });
  }
  function hear({ id, result, error }) {
    if (!busy || busy.id !== id) return;
    const { resolve, reject } = busy;
    busy = null;
    if (error) reject(new Error(error));
    else resolve(result);
    next();
  }
  function moveHere() {
    if (!inWorker || closed) return;
    inWorker = false;
    place = startHere(payload, hear);
    if (busy) place.post({ id: busy.id, kind: busy.kind, given: busy.given });
  }
  const ask = (kind, given) => new Promise((resolve, reject) => {
    waiting.get(kind)?.resolve(null);
    waiting.set(kind, { id: ++count, kind, given, resolve, reject });
    next();
  });
  try {
    if (!payload.worker) throw new Error("this payload has no script for a worker");
    place = startWorker(payload, hear, moveHere);
  } catch {
    moveHere();
  }
  return {
    prepare: (rgba, width, height) => ask("prepare", { rgba, width, height }),
    forward: (pixels, edits = {}, snapshot = null) => ask("forward", { pixels, edits, snapshot }),
    heard: (block, patch, options = {}) => ask("heard", { block, patch, options }),
    where: () => (inWorker ? "worker" : "page"),
    close() {
      closed = true;
      place.close();
      for (const o of [...waiting.values(), ...(busy ? [busy] : [])]) o.resolve(null);
    },
  };
}
