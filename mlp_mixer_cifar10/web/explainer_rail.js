// The overview: every step of the model as a small picture, in the order of the data. One is open at a time.

import { element } from "./canvas.js";
import { changeOf } from "./explainer_block.js";
import { drawPlaces, drawValues, open } from "./explainer_draw.js";
import { classOf, votesFor } from "./explainer_answer.js";
import { answerOf, stageIds, stageName } from "./explainer_words.js";

// Numbers above zero from the smallest on, so that what differs is seen.
const fromLowest = (values) => values.map((v) => v - 0.7 * Math.max(0, Math.min(...values)));

// What a step looks like in small.
function drawSmall(app, id, canvas) {
  const { model, result } = app,
    { state } = app.store,
    { ctx, width, text } = open(canvas, 1),
    box = { size: width };
  if (id === "patches") return drawPlaces(ctx, app, { ...box, gap: 1.5 });
  if (id === "stem") return drawValues(ctx, model, fromLowest(changeOf(app, result.stem)), box, { text });
  if (id === "mean") return drawValues(ctx, model, fromLowest(votesFor(app, classOf(app))), box, { text });
  if (id === "answer") return drawShares(ctx, result.probs, width, text);
  const i = Number(id.slice(5)),
    { tokenOut, channelOut } = result.blocks[i];
  const added = tokenOut.map((v, j) => v + channelOut[j]);
  drawValues(ctx, model, fromLowest(changeOf(app, added)), box, { text });
  if (state.blocksOff.includes(i)) {
    ctx.strokeStyle = text;
    ctx.lineWidth = 2;
    ctx.strokeRect(3, 3, width - 6, width - 6);
    ctx.beginPath();
    ctx.moveTo(3, width - 3);
    ctx.lineTo(width - 3, 3);
    ctx.stroke();
  }
  return null;
}

function drawShares(ctx, probs, width, text) {
  const step = width / probs.length;
  ctx.fillStyle = text;
  probs.forEach((p, i) => ctx.fillRect(1, i * step + 0.5, Math.max(1, p * (width - 2)), Math.max(1, step - 1)));
}

export function makeRail(app) {
  const list = element("ol"),
    answer = element("p", { class: "mx-now" });
  const stops = stageIds(app.model).map((id) => {
    const canvas = element("canvas", { "aria-hidden": "true" }),
      name = element("span", { text: stageName(app.model, id) });
    const button = element("button", { type: "button", "data-stage": id }, canvas, name);
    button.addEventListener("click", () => {
      app.store.set({ stage: id });
      app.bring("mx-stage");
    });
    list.append(element("li", {}, button));
    return { id, canvas, button };
  });
  list.addEventListener("keydown", (ev) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[ev.key],
      i = stops.findIndex((o) => o.button === ev.target);
    const to = step && stops[i + step];
    if (!to) return;
    ev.preventDefault();
    to.button.focus();
    to.button.click();
  });
  function draw() {
    const { stage } = app.store.state;
    for (const { id, canvas, button } of stops) {
      drawSmall(app, id, canvas);
      if (id === stage) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    }
    answer.replaceChildren(element("b", { text: answerOf(app.model, app.result) }));
  }
  // The open step into view, where the overview is wider than the screen.
  function follow() {
    const { button } = stops.find((o) => o.id === app.store.state.stage);
    list.scrollLeft = button.offsetLeft - (list.clientWidth - button.offsetWidth) / 2;
  }
  return { el: element("nav", { class: "mx-rail", "aria-label": "Steps of the model" }, list, answer), draw, follow };
}
