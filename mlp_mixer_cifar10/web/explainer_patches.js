// The first two stages: the picture cut in patches, and the stem's answer to each.

import { element } from "./canvas.js";
import {
  drawBars,
  drawPatch,
  drawPlaces,
  drawValues,
  ease,
  frameBox,
  largest,
  open,
  placeBox,
  placeUnder,
} from "./explainer_draw.js";
import { patchAt } from "./explainer_state.js";
import { placeName } from "./explainer_words.js";

// A click or a key on a picture of places chooses the patch there; `boxOf()` says where the places are.
export function choosePlaces(app, canvas, boxOf) {
  const choose = (place) => {
    if (place === null) return;
    app.store.set({ patch: place });
    app.say(`Patch in ${placeName(app.model, place)}`);
  };
  canvas.addEventListener("click", (ev) => choose(placeUnder(app.model, ev.offsetX, ev.offsetY, boxOf())));
  canvas.addEventListener("keydown", (ev) => {
    const { grid, patches } = app.model,
      { patch } = app.store.state;
    const to = { ArrowUp: patch - grid, ArrowDown: patch + grid, ArrowLeft: patch - 1, ArrowRight: patch + 1 }[ev.key];
    if (to === undefined) return;
    ev.preventDefault();
    if (to >= 0 && to < patches) choose(to);
  });
}

export const placeCanvas = (label) =>
  element("canvas", {
    class: "mx-places",
    tabindex: "0",
    role: "application",
    "aria-roledescription": "picture of patches",
    "aria-label": `${label} Arrow keys choose a patch.`,
  });

export function patchesStage(app) {
  const canvas = placeCanvas("The picture, cut in patches."),
    words = element("p", { class: "mx-fact" });
  let box = { size: 1 };
  choosePlaces(app, canvas, () => box);

  // The colours of one patch, a row for each of red, green and blue.
  function drawNumbers(ctx, place, [x, y, width, height], text) {
    const { model, result } = app,
      area = model.patchSize ** 2,
      from = place * area * 3,
      row = height / 3;
    const limit = largest(result.patches);
    ["red", "green", "blue"].forEach((name, c) => {
      const values = result.patches.subarray(from + c * area, from + (c + 1) * area);
      drawBars(ctx, values, { x: x + 44, y: y + c * row, width: width - 44, height: row - 6, limit, text });
      ctx.fillStyle = text;
      ctx.fillText(name, x, y + (c + 0.5) * row);
    });
  }
  return {
    id: "patches",
    lasts: 1.4,
    el: element("div", {}, canvas, words),
    title: () => "The picture is cut into patches",
    sentence: () =>
      `The model sees ${app.model.imgSize} × ${app.model.imgSize} pixels, cut into ` +
      `${app.model.patches} square patches, and treats each patch as one list of numbers.`,
    draw(seconds) {
      const { model } = app,
        { state } = app.store,
        t = ease(seconds / 1.2);
      const { ctx, width, height, text } = open(canvas, 0.56),
        size = height,
        gap = 6 * t;
      box = { size, gap };
      drawPlaces(ctx, app, box);
      const [left, top, side] = placeBox(model, state.patch, box),
        wide = width - size - 24;
      frameBox(ctx, [left, top, side]);
      const big = Math.min(wide, height * 0.52),
        to = [size + 24, 0, big];
      const at = to.map((v, i) => [left, top, side][i] * (1 - t) + v * t);
      drawPatch(ctx, app, patchAt(state, state.patch), at);
      ctx.globalAlpha = t;
      drawNumbers(ctx, state.patch, [size + 24, big + 12, wide, height - big - 12], text);
      ctx.globalAlpha = 1;
      words.textContent =
        `The patch in ${placeName(model, state.patch)}: ${model.patchSize} × ${model.patchSize} ` +
        `pixels in red, green and blue, which makes ${3 * model.patchSize ** 2} numbers. Click another one.`;
    },
  };
}

// The stem's weights of one channel, as a picture of a patch.
function drawFilter(ctx, model, channel, [left, top, side]) {
  const area = model.patchSize ** 2,
    n = 3 * area,
    w = model.stem.w.subarray(channel * n, (channel + 1) * n);
  const limit = largest(w),
    cell = side / model.patchSize;
  const level = (v) => Math.round(127.5 + (127.5 * v) / (limit || 1));
  for (let i = 0; i < area; i++) {
    ctx.fillStyle = `rgb(${level(w[i])},${level(w[area + i])},${level(w[2 * area + i])})`;
    ctx.fillRect(
      left + (i % model.patchSize) * cell,
      top + Math.floor(i / model.patchSize) * cell,
      cell + 0.4,
      cell + 0.4,
    );
  }
}

export function channelOf(app, x, channel) {
  return Float32Array.from({ length: app.model.patches }, (_, p) => x[p * app.model.hidden + channel]);
}

// A slider that goes through the channels.
export function channelSlider(app) {
  const input = element("input", { type: "range", min: "0", max: String(app.model.hidden - 1), step: "1" });
  const said = element("output");
  input.addEventListener("input", () => app.store.set({ channel: Number(input.value) }));
  const el = element("label", { class: "mx-slider" }, element("span", { text: "Channel" }), input, said);
  const show = () => {
    input.value = String(app.store.state.channel);
    said.textContent = `${app.store.state.channel + 1} of ${app.model.hidden}`;
  };
  return { el, show };
}

export function stemStage(app) {
  const canvas = placeCanvas("The picture, and what one filter of the stem answers to each patch.");
  const slider = channelSlider(app),
    words = element("p", { class: "mx-fact" });
  let box = { size: 1 };
  choosePlaces(app, canvas, () => box);
  return {
    id: "stem",
    lasts: 2,
    el: element("div", {}, canvas, slider.el, words),
    title: () => "The stem describes each patch",
    sentence: () =>
      `The same ${app.model.hidden} filters look at every patch; the answers of all of them are the ` +
      `${app.model.hidden} numbers that stand for the patch from here on.`,
    draw(seconds) {
      const { model, result } = app,
        { state } = app.store,
        { ctx, width, text } = open(canvas, 0.44);
      const size = (width - 96) / 2,
        shown = Math.floor(model.patches * Math.min(1, seconds / 1.6));
      const values = channelOf(app, result.stem, state.channel);
      box = { size };
      drawPlaces(ctx, app, box, (place) => (place <= shown ? 1 : 0.35));
      drawFilter(ctx, model, state.channel, [size + 16, size / 2 - 32, 64]);
      drawValues(ctx, model, values, { x: size + 96, size }, { text, shown });
      const at = shown < model.patches ? shown : state.patch;
      frameBox(ctx, placeBox(model, at, box));
      frameBox(ctx, placeBox(model, at, { x: size + 96, size }));
      slider.show();
      words.textContent =
        `Filter ${state.channel + 1} (in the middle) answers ${values[state.patch].toFixed(2)} to the ` +
        `patch in ${placeName(model, state.patch)}. Orange is above zero, blue below.`;
    },
  };
}
