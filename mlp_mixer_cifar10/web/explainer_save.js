// A link that holds the state, and a picture of the page to keep.

import { element } from "./canvas.js";
import { drawPlaces, drawValues, frameBox, placeBox } from "./explainer_draw.js";
import { heardIn } from "./explainer_tokens.js";
import { answerOf, changesOf, percent, placeName } from "./explainer_words.js";

function drawShareBars(ctx, app, x, y, width) {
  app.model.classes.forEach((name, i) => {
    const p = app.result.probs[i],
      top = y + i * 30;
    ctx.fillStyle = "#222";
    ctx.fillText(name, x, top + 16);
    ctx.fillStyle = "#e3e3e6";
    ctx.fillRect(x + 110, top, width - 170, 20);
    ctx.fillStyle = "#1f6fd0";
    ctx.fillRect(x + 110, top, p * (width - 170), 20);
    ctx.fillStyle = "#222";
    ctx.fillText(percent(p), x + width - 50, top + 16);
  });
}

// The picture with its changes, what the chosen patch hears in each block, and the answer.
export function drawPage(app) {
  const { model } = app,
    { state } = app.store,
    depth = model.blocks.length;
  const canvas = element("canvas", { width: 900, height: 720 }),
    ctx = canvas.getContext("2d");
  ctx.imageSmoothingEnabled = false;
  ctx.fillStyle = "#fff";
  ctx.fillRect(0, 0, 900, 720);
  ctx.fillStyle = "#222";
  ctx.font = "bold 26px system-ui, sans-serif";
  ctx.fillText(`A Mixer says: ${answerOf(model, app.result)}`, 40, 54);
  ctx.font = "15px system-ui, sans-serif";
  const changes = changesOf(state, model)
    .map(([text]) => text)
    .join(" · ");
  ctx.fillText(changes || "nothing changed", 40, 82, 820);
  const box = { x: 40, y: 110, size: 340, gap: 1 };
  drawPlaces(ctx, app, box);
  frameBox(ctx, placeBox(model, state.patch, box));
  drawShareBars(ctx, app, 430, 112, 430);
  ctx.fillStyle = "#222";
  ctx.fillText(`What the patch in ${placeName(model, state.patch)} hears, block by block`, 40, 500, 820);
  const step = 820 / depth,
    size = Math.min(160, step - 14);
  for (let i = 0; i < depth; i++) {
    const small = { x: 40 + i * step, y: 516, size };
    drawValues(ctx, model, heardIn(app, i, state.patch), small, { text: "gray" });
    frameBox(ctx, placeBox(model, state.patch, small));
  }
  return canvas;
}

export function makeKeep(app, root) {
  const save = element("button", { type: "button", text: "Save a picture" });
  const link = element("button", { type: "button", text: "Copy link" });
  save.addEventListener("click", () => {
    const a = element("a", { download: "mixer.png", href: drawPage(app).toDataURL("image/png") });
    root.append(a);
    a.click();
    a.remove();
  });
  link.hidden = !app.hasAddress;
  link.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      app.say("The link is copied: it holds the picture and all that is changed.", true);
    } catch (error) {
      app.say("The page's address holds all of this: copy it from the address bar.", true);
    }
  });
  return [link, save];
}
