// What can be done to the whole model: shuffle the patches, switch off blocks, go back in training; and what was done.

import { element } from "./canvas.js";
import { blockSwitch } from "./explainer_block.js";
import { changesOf } from "./explainer_words.js";

// A random order that leaves few patches where they are.
function shuffled(n) {
  const order = [...Array(n).keys()];
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

function makeShuffle(app) {
  const go = element("button", { type: "button", text: "Shuffle all patches" });
  const along = element("input", { type: "checkbox" });
  go.addEventListener("click", () => app.store.set({ order: shuffled(app.model.patches) }));
  along.addEventListener("change", () => app.store.set({ withWeights: along.checked }));
  const why = element("p", { class: "mx-hint" });
  const el = element(
    "div",
    { class: "mx-shuffle" },
    go,
    element("label", { class: "mx-switch" }, along, element("span", { text: "and the weights with them" })),
    why,
  );
  const show = () => {
    const { order, withWeights } = app.store.state;
    along.checked = withWeights;
    along.disabled = !order;
    why.textContent = !order
      ? ""
      : withWeights
        ? "Each weight of token mixing went where its patch went, so every sum has the same terms as before."
        : "The weights of token mixing belong to places: now each finds a patch it was not made for.";
  };
  return { el, show };
}

function makeBlocks(app) {
  const switches = [],
    head = element(
      "tr",
      {},
      ...["", "Block", "Token mixing"].map((text, i) => element(i ? "th" : "td", { text, scope: i ? "col" : null })),
    );
  const rows = app.model.blocks.map((_, i) => {
    const two = ["blocksOff", "tokenOff"].map((field) => {
      const o = blockSwitch(app, i, field, "");
      o.el.firstChild.setAttribute(
        "aria-label",
        field === "blocksOff" ? `Block ${i + 1}` : `Token mixing of block ${i + 1}`,
      );
      switches.push(o);
      return element("td", {}, o.el);
    });
    return element("tr", {}, element("th", { text: String(i + 1), scope: "row" }), ...two);
  });
  return {
    el: element("table", { class: "mx-blocks" }, element("thead", {}, head), element("tbody", {}, ...rows)),
    show: () => switches.forEach((o) => o.show()),
  };
}

// A slider through the moments of the training that are in the page.
function makeTraining(app) {
  const { snapshots } = app.model,
    last = Math.max(0, snapshots.length - 1);
  const slider = element("input", { type: "range", min: "0", max: String(last), step: "1" }),
    said = element("output");
  let pulling = false;
  slider.addEventListener("input", () => {
    const k = Number(slider.value);
    app.store.set({ snapshot: k === last ? null : k }, { more: pulling });
    pulling = true;
  });
  slider.addEventListener("change", () => {
    pulling = false;
  });
  const el = element("label", { class: "mx-slider" }, element("span", { text: "Training" }), slider, said);
  el.hidden = !last;
  const show = () => {
    const { snapshot } = app.store.state;
    slider.value = String(snapshot ?? last);
    said.textContent = snapshot === null ? "finished" : `epoch ${snapshots[snapshot].epoch}`;
  };
  return { el, show };
}

export function makeHands(app) {
  const parts = [makeShuffle(app), makeBlocks(app), makeTraining(app)];
  const changes = element("ul", { class: "mx-changes", "aria-label": "What is changed" });
  const undo = element("button", { type: "button", text: "Undo" });
  const reset = element("button", { type: "button", text: "Reset" });
  undo.addEventListener("click", () => app.store.undo());
  reset.addEventListener("click", () => app.store.reset());
  function draw() {
    parts.forEach((o) => o.show());
    undo.disabled = !app.store.canUndo();
    reset.disabled = !app.store.isTouched();
    const items = changesOf(app.store.state, app.model).map(([text, back]) => {
      const button = element(
        "button",
        { type: "button", title: "Take this back", "aria-label": `Take back: ${text}` },
        element("span", { text }),
        element("span", { text: " ×", "aria-hidden": "true" }),
      );
      button.addEventListener("click", () => app.store.set(back));
      return element("li", {}, button);
    });
    changes.replaceChildren(...items);
  }
  const buttons = element("div", { class: "mx-buttons" }, undo, reset);
  return { el: element("div", { class: "mx-hands" }, ...parts.map((o) => o.el), buttons, changes), draw };
}
