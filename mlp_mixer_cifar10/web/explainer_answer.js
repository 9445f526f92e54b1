// The last two stages: the mean over patches, in which each has a vote, and the answer.

import { element } from "./canvas.js";
import { drawBars, drawPlaces, drawValues, ease, frameBox, open, placeBox } from "./explainer_draw.js";
import { choosePlaces, placeCanvas } from "./explainer_patches.js";
import { percent, placeName, roomFor, signedNumber, topOf } from "./explainer_words.js";
import { layerNorm } from "./mixer_math.js";

// How far each patch pulls the answer to a class, against the mean of all classes. They add up, with the head's bias,
// to the class's number before the softmax less the mean of those numbers.
export function votesFor(app, of) {
  const { model, result } = app,
    { hidden, patches, head } = model,
    n = model.classes.length;
  const x = layerNorm(result.blocks[result.blocks.length - 1].output, patches, model.norm, model.eps);
  const w = Float32Array.from({ length: hidden }, (_, c) => {
    let mean = 0;
    for (let k = 0; k < n; k++) mean += head.w[k * hidden + c] / n;
    return head.w[of * hidden + c] - mean;
  });
  return Float32Array.from({ length: patches }, (_, p) => {
    let s = 0;
    for (let c = 0; c < hidden; c++) s += x[p * hidden + c] * w[c];
    return s / patches;
  });
}

export const classOf = (app) => app.store.state.of ?? topOf(app.result.probs);

export function meanStage(app) {
  const canvas = placeCanvas("The picture, and how far each patch speaks for the class."),
    words = element("p");
  words.className = "mx-fact";
  const choice = element("select"),
    auto = element("option", { value: "", text: "the answer" });
  choice.append(auto, ...app.model.classes.map((name, i) => element("option", { value: String(i), text: name })));
  choice.addEventListener("change", () => app.store.set({ of: choice.value === "" ? null : Number(choice.value) }));
  let box = { size: 1 };
  choosePlaces(app, canvas, () => box);
  return {
    id: "mean",
    lasts: 1.6,
    el: element(
      "div",
      {},
      element("label", { class: "mx-slider" }, element("span", { text: "Votes for" }), choice),
      canvas,
      words,
    ),
    title: () => "The mean: every patch has a vote",
    sentence: () =>
      `The last step takes the mean over all ${app.model.patches} patches, so each has one vote, and no ` +
      "place counts more than another.",
    draw(seconds) {
      const { model, result } = app,
        { state } = app.store,
        { ctx, width, text } = open(canvas, 0.6),
        t = ease(seconds / 1.4);
      const of = classOf(app),
        votes = votesFor(app, of),
        size = (width - 20) / 2,
        right = { x: size + 20, size };
      choice.value = state.of === null ? "" : String(state.of);
      box = { size };
      const low = Math.min(...votes),
        wide = Math.max(...votes) - low || 1;
      drawPlaces(ctx, app, box, (p) => 0.15 + (0.85 * (votes[p] - low)) / wide);
      drawValues(ctx, model, votes, right, { text });
      frameBox(ctx, placeBox(model, state.patch, box));
      frameBox(ctx, placeBox(model, state.patch, right));
      const bars = { x: 0, y: size + 12, width, height: width * 0.6 - size - 14, text };
      drawBars(
        ctx,
        result.pooled.map((v) => v * t),
        { ...bars, limit: Math.max(...result.pooled.map(Math.abs)) },
      );
      const yes = votes.filter((v) => v > 0).length,
        best = votes.indexOf(Math.max(...votes));
      words.textContent =
        `${yes} of ${model.patches} patches speak for ${model.classes[of]} (orange), the one in ` +
        `${placeName(model, best)} loudest: ${signedNumber(votes[best])}. Below, the mean: ${model.hidden} numbers.`;
    },
  };
}

export function answerStage(app) {
  const rows = element("tbody"),
    said = element("p", { class: "mx-fact" });
  const head = element(
    "tr",
    {},
    ...["Class", "Number", "Share, drawn", "Share"].map((text) => element("th", { text, scope: "col" })),
  );
  const table = element("table", { class: "mx-table" }, element("thead", {}, head), rows);
  const cells = app.model.classes.map((name) => {
    const bar = element("span"),
      number = element("td"),
      share = element("td");
    const line = element("td", { class: "mx-line" }, bar);
    const el = element("tr", {}, element("th", { text: name, scope: "row" }), number, line, share);
    rows.append(el);
    return { el, bar, number, share };
  });
  return {
    id: "answer",
    lasts: 1,
    el: element("div", {}, table, said),
    title: () => "The answer",
    sentence: () =>
      `One more matrix makes a number for each of the ${app.model.classes.length} classes, and the ` +
      "softmax makes shares of them that add up to 100%.",
    draw(seconds) {
      const {
          model,
          result: { logits, probs },
        } = app,
        t = ease(seconds / 0.9),
        top = topOf(probs),
        room = roomFor(probs);
      const low = Math.min(...logits),
        high = Math.max(...logits),
        wide = high - low || 1;
      cells.forEach(({ el, bar, number, share }, i) => {
        el.hidden = !room.has(i);
        const start = ((logits[i] - low) / wide) * 100;
        bar.style.width = `${Math.max(0.5, start * (1 - t) + 100 * probs[i] * t)}%`;
        number.textContent = signedNumber(logits[i]);
        share.textContent = percent(probs[i]);
      });
      const rest = [...probs.keys()].filter((i) => i !== top).sort((a, b) => probs[b] - probs[a])[0];
      said.textContent =
        `${model.classes[top]} is ${(logits[top] - logits[rest]).toFixed(2)} ahead of ` +
        `${model.classes[rest]}, which makes its share ` +
        `${Math.exp(logits[top] - logits[rest]).toFixed(1)} times as large.`;
    },
  };
}
