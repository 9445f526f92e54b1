// What every part of the explainer shares: the model, the picture, and the answer to it.

import { element } from "./canvas.js";
import { pixelCanvas } from "./explainer_draw.js";
import { loadBytes } from "./explainer_own.js";
import { editsOf, startState } from "./explainer_state.js";
import { unitsByLoudness } from "./explainer_tokens.js";
import { stageIds, topOf } from "./explainer_words.js";
import { decodeModel, modelAt, normalise, prepare } from "./mixer.js";
import { openMixer } from "./mixer_worker.js";

// `work` as a function that is never run twice at once: calls that come while it works make it work once more.
export function oneByOne(work) {
  let busy = false,
    again = false;
  return async () => {
    again = true;
    if (busy) return;
    busy = true;
    while (again) {
      again = false;
      await work();
    }
    busy = false;
  };
}

// A line of text that a screen reader is told, and that is `seen` where it matters to everyone.
function makeStatus() {
  const el = element("p", { class: "mx-said mx-sr", role: "status" });
  const say = (text, seen = false) => {
    el.classList.toggle("mx-sr", !seen);
    el.textContent = text;
  };
  return { el, say };
}

let made = 0;

// `base` is the model's answer to the picture as it is, `result` that with all that is changed.
export function makeApp(payload, isPage) {
  const finished = decodeModel(payload),
    mixer = openMixer(payload),
    { samples } = payload,
    drawn = new Map();
  const [r, g, b] = finished.mean.map((v) => Math.round(255 * v)),
    status = makeStatus();
  const app = {
    payload,
    isPage,
    hasAddress: isPage && location.protocol !== "about:",
    id: made++,
    finished,
    model: finished,
    version: 0,
    meanColour: `rgb(${r},${g},${b})`,
    status: status.el,
    say: status.say,
    start: startState(finished),
    about: { model: finished, samples: samples.length, stages: stageIds(finished) },
    ask: mixer.forward,
    close: mixer.close,
  };
  // The hidden unit that is looked at: the chosen one or that which says most.
  app.unitIn = (block) => app.store.state.unit ?? unitsByLoudness(app, block)[0];
  // Whether a part has been drawn since the last change; it counts as drawn from now on.
  app.drawn = (part) => {
    if (drawn.get(part) === app.version) return true;
    drawn.set(part, app.version);
    return false;
  };
  async function see(url) {
    const { rgba, width, height } = await loadBytes(url),
      pixels = prepare(rgba, width, height, finished);
    const normal = normalise(pixels, finished),
      base = await mixer.forward(normal);
    return base && { url, normal, base, picture: pixelCanvas(pixels, finished.imgSize) };
  }
  // The page begins with the first sample that the model is sure of and right about, unless a link or the writer of the
  // page has chosen.
  app.begin = async (isChosen) => {
    if (samples[0].kind === "own") return;
    for (let i = 0; i < samples.length; i++) {
      const seen = await see(samples[i].src),
        top = seen ? topOf(seen.base.probs) : 0;
      if (!seen || finished.classes[top] !== samples[i].label || seen.base.probs[top] < 0.9) continue;
      app.start.sample = i;
      if (!isChosen && !app.store.canUndo()) app.store.state = { ...app.store.state, sample: i };
      return;
    }
  };
  // The answer to the state of the store; false if there is none.
  app.answer = async () => {
    const { state } = app.store,
      url = state.own || samples[state.sample].src;
    try {
      const seen = app.url === url ? app : await see(url),
        isTouched = app.store.isTouched();
      const result =
        seen && (isTouched ? await mixer.forward(seen.normal, editsOf(state), state.snapshot) : seen.base);
      if (!result) return false;
      const { normal, base, picture } = seen,
        model = state.snapshot === null ? finished : modelAt(finished, state.snapshot);
      Object.assign(app, { url, normal, base, picture, result, model });
      return true;
    } catch (error) {
      app.say(`This picture could not be shown (${error.message}).`, true);
      return false;
    }
  };
  return app;
}
