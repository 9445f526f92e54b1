// A block: token mixing, by which places talk, then channel mixing, in which each patch works by itself.

import { element } from "./canvas.js";
import { drawBars, drawValues, ease, frameBox, largest, open, placeBox } from "./explainer_draw.js";
import { choosePlaces, placeCanvas } from "./explainer_patches.js";
import { toggled } from "./explainer_state.js";
import { heardPicture, unitBoard } from "./explainer_tokens.js";
import { placeName } from "./explainer_words.js";

// How much a step changed each patch: the length of what it added.
export function changeOf(app, added) {
  const { patches, hidden } = app.model;
  return Float32Array.from({ length: patches }, (_, p) => {
    let s = 0;
    for (let c = 0; c < hidden; c++) s += added[p * hidden + c] ** 2;
    return Math.sqrt(s / hidden);
  });
}

// A box to tick: `field` lists the blocks that are off.
export function blockSwitch(app, block, field, text) {
  const box = element("input", { type: "checkbox" });
  box.addEventListener("change", () => app.store.set({ [field]: toggled(app.store.state[field], block) }));
  const el = element("label", { class: "mx-switch" }, box, element("span", { text }));
  const show = () => {
    const { blocksOff } = app.store.state;
    box.checked = !app.store.state[field].includes(block) && !blocksOff.includes(block);
    box.disabled = field === "tokenOff" && blocksOff.includes(block);
  };
  return { el, show };
}

// The chosen patch's numbers before and after channel mixing, and how much every patch changes.
function channelPicture(app, block) {
  const canvas = placeCanvas("How much channel mixing changes each patch."),
    words = element("p", { class: "mx-fact" });
  let box = { size: 1 };
  choosePlaces(app, canvas, () => box);
  function draw(seconds) {
    const { model, result } = app,
      { state } = app.store,
      { ctx, width, height, text } = open(canvas, 0.36);
    const t = ease((seconds - 0.3) / 1.2),
      { hidden } = model,
      at = state.patch * hidden,
      o = result.blocks[block];
    const before = o.afterToken.subarray(at, at + hidden),
      after = o.output.subarray(at, at + hidden);
    const now = before.map((v, i) => v * (1 - t) + after[i] * t),
      limit = Math.max(largest(before), largest(after));
    const change = changeOf(app, o.channelOut),
      left = height + 20,
      room = { x: left, width: width - left, limit, text };
    box = { size: height };
    drawValues(ctx, model, change, box, { text });
    frameBox(ctx, placeBox(model, state.patch, box));
    drawBars(ctx, before, { ...room, y: 18, height: height / 2 - 26 });
    drawBars(ctx, now, { ...room, y: height / 2 + 18, height: height / 2 - 26 });
    ctx.fillStyle = text;
    ctx.fillText("before", left, 12);
    ctx.fillText("after", left, height / 2 + 12);
    const most = change.indexOf(Math.max(...change));
    words.textContent =
      `The ${hidden} numbers of the patch in ${placeName(model, state.patch)}, before and after. ` +
      `The one in ${placeName(model, most)} changes most.`;
  }
  return { el: element("figure", {}, canvas, words), draw };
}

export function blockStage(app, block) {
  const places = heardPicture(app, block),
    channels = channelPicture(app, block),
    units = unitBoard(app, block);
  const switches = [
    blockSwitch(app, block, "blocksOff", `Block ${block + 1} on`),
    blockSwitch(app, block, "tokenOff", "Token mixing on"),
  ];
  const part = (title, text, ...els) =>
    element("section", { class: "mx-part" }, element("h3", { text: title }), element("p", { text }), ...els);
  const el = element(
    "div",
    {},
    element("div", { class: "mx-switches" }, ...switches.map((o) => o.el)),
    element(
      "div",
      { class: "mx-two" },
      part(
        "Token mixing",
        "Places talk: the same two small matrices for every channel. Click any patch to see which " +
          "patches it hears, for this picture.",
        places.el,
      ),
      part(
        "Hidden units",
        "What goes between places goes through these. Turn one up, down or off and watch the answer.",
        units.el,
      ),
    ),
    part(
      "Channel mixing",
      "No talk here: each patch works on its own numbers, all patches in the same way.",
      channels.el,
    ),
  );
  return {
    id: `block${block}`,
    lasts: 4,
    el,
    title: () => `Block ${block + 1} of ${app.model.blocks.length}`,
    sentence: () =>
      "First each patch hears the others (token mixing), then it thinks it over by itself (channel " +
      "mixing); both add to what was there.",
    draw(seconds) {
      switches.forEach((o) => o.show());
      places.draw(seconds);
      if (!app.drawn(units)) units.draw();
      channels.draw(seconds);
    },
  };
}
