// The picture the model sees, with tools for the hand: look at a patch, cover patches, swap two of them.

import { element } from "./canvas.js";
import { drawPlaces, frameBox, open, placeBox, placeUnder } from "./explainer_draw.js";
import { patchAt } from "./explainer_state.js";
import { placeName } from "./explainer_words.js";

const TOOLS = [
  ["look", "Look", "Click a patch: every step then shows it."],
  ["cover", "Cover", "Draw over patches to cover them; draw over covered ones to uncover them."],
  ["swap", "Swap", "Click a patch, then the one it changes places with."],
];

function makeTools(app, chosen) {
  const hint = element("p", { class: "mx-hint", "aria-live": "polite" });
  const set = element("div", {
    class: "mx-tools",
    role: "radiogroup",
    "aria-label": "What a click on the picture does",
  });
  const inputs = TOOLS.map(([id, text]) => {
    const input = element("input", { type: "radio", name: `mx-tool-${app.id}`, value: id });
    input.addEventListener("change", () => chosen(id));
    set.append(element("label", {}, input, element("span", { text })));
    return input;
  });
  const show = (tool) => {
    inputs.forEach((o) => {
      o.checked = o.value === tool;
    });
    hint.textContent = TOOLS.find(([id]) => id === tool)[2];
  };
  return { el: element("div", {}, set, hint), show };
}

export function makePicture(app) {
  const canvas = element("canvas", {
    class: "mx-places mx-main",
    tabindex: "0",
    role: "application",
    "aria-roledescription": "picture of patches",
    "aria-label": "The picture the model sees. Arrow keys choose a patch, Enter uses the tool.",
  });
  let tool = "look",
    held = null,
    covering = null,
    box = { size: 1 };
  const tools = makeTools(app, (id) => {
    app.useTool(id);
  });

  function cover(place, more) {
    const { state } = app.store,
      patch = patchAt(state, place),
      is = state.covered.includes(patch);
    if (covering === null) covering = !is;
    if (is === covering) return;
    const covered = covering
      ? [...state.covered, patch].sort((a, b) => a - b)
      : state.covered.filter((o) => o !== patch);
    app.store.set({ covered, patch: place }, { more });
  }
  function swap(place) {
    if (held === null || held === place) {
      held = held === place ? null : place;
      app.store.set({ patch: place });
      app.redraw();
      return;
    }
    const { state } = app.store,
      order = [...(state.order || Array(app.model.patches).keys())];
    [order[held], order[place]] = [order[place], order[held]];
    held = null;
    app.store.set({ order: order.every((p, i) => p === i) ? null : order, patch: place });
  }
  function use(place, more = false) {
    if (place === null) return;
    if (tool === "cover") cover(place, more);
    else if (tool === "swap") swap(place);
    else app.store.set({ patch: place });
  }
  const under = (ev) => placeUnder(app.model, ev.offsetX, ev.offsetY, box);
  let last = null;
  canvas.addEventListener("pointerdown", (ev) => {
    covering = null;
    last = under(ev);
    if (tool === "cover") canvas.setPointerCapture(ev.pointerId);
    use(last);
  });
  canvas.addEventListener("pointermove", (ev) => {
    const place = under(ev);
    if (tool !== "cover" || covering === null || !ev.buttons || place === last) return;
    last = place;
    use(place, true);
  });
  for (const end of ["pointerup", "pointercancel"])
    canvas.addEventListener(end, () => {
      covering = null;
    });
  canvas.addEventListener("keydown", (ev) => {
    const { grid, patches } = app.model,
      { patch } = app.store.state;
    const to = { ArrowUp: patch - grid, ArrowDown: patch + grid, ArrowLeft: patch - 1, ArrowRight: patch + 1 }[ev.key];
    if (ev.key === "Enter" || ev.key === " ") {
      covering = null;
      use(patch);
    } else if (to === undefined) return;
    else if (to >= 0 && to < patches) app.store.set({ patch: to });
    ev.preventDefault();
    const covered = app.store.state.covered.includes(patchAt(app.store.state, app.store.state.patch));
    app.say(`Patch in ${placeName(app.model, app.store.state.patch)}${covered ? ", covered" : ""}`);
  });
  app.useTool = (id) => {
    tool = id;
    held = null;
    canvas.classList.toggle("mx-pulls", id === "cover");
    tools.show(id);
    app.redraw();
  };
  function draw() {
    const { ctx, width } = open(canvas, 1),
      { state } = app.store;
    box = { size: width, gap: 1 };
    drawPlaces(ctx, app, box);
    frameBox(ctx, placeBox(app.model, state.patch, box));
    if (held !== null) frameBox(ctx, placeBox(app.model, held, box), true);
  }
  tools.show(tool);
  return { el: element("div", {}, canvas, tools.el), canvas, draw };
}
