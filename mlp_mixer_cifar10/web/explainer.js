// The Mixer Explainer: a Mixer that runs in the page, on the reader's own picture.

import { element } from "./canvas.js";
import { answerStage, meanStage } from "./explainer_answer.js";
import { makeBars } from "./explainer_bars.js";
import { blockStage } from "./explainer_block.js";
import { pictureOf } from "./explainer_draw.js";
import { makeHands } from "./explainer_hands.js";
import { loadBytes } from "./explainer_own.js";
import { patchesStage, stemStage } from "./explainer_patches.js";
import { makePicture } from "./explainer_picture.js";
import { makeRail } from "./explainer_rail.js";
import { makeKeep } from "./explainer_save.js";
import { makeSources, takeFiles } from "./explainer_source.js";
import { makeStage } from "./explainer_stage.js";
import { editsOf, makeStore, readLink, startState, writeLink } from "./explainer_state.js";
import { EXPLAINER_CSS } from "./explainer_style.js";
import { unitsByLoudness } from "./explainer_tokens.js";
import { makeTour } from "./explainer_tour.js";
import { counted, numbersIn, stageIds } from "./explainer_words.js";
import { stopKeys, suppressShortcuts } from "./keys.js";
import { decodeModel, forward, modelAt, normalise, prepare } from "./mixer.js";

let made = 0;

// What every part shares: the model, the picture, the answer to it as it is (`base`) and with the changes (`result`).
function makeApp(payload, isPage) {
  const finished = decodeModel(payload),
    [r, g, b] = finished.mean.map((v) => Math.round(255 * v));
  const app = {
    payload,
    isPage,
    id: made++,
    finished,
    model: finished,
    version: 0,
    meanColour: `rgb(${r},${g},${b})`,
  };
  app.start = startState(finished);
  app.about = { model: finished, samples: payload.samples.length, stages: stageIds(finished) };
  app.status = element("p", { class: "mx-said", role: "status" });
  app.say = (text, seen = false) => {
    app.status.classList.toggle("mx-sr", !seen);
    app.status.textContent = text;
  };
  app.unitIn = (block) => app.store.state.unit ?? unitsByLoudness(app, block)[0];
  const drawn = new Map();
  app.drawn = (part) => {
    if (drawn.get(part) === app.version) return true;
    drawn.set(part, app.version);
    return false;
  };
  app.compute = () => {
    const { state } = app.store;
    app.model = state.snapshot === null ? finished : modelAt(finished, state.snapshot);
    app.result = forward(app.model, app.normal, editsOf(state));
  };
  app.load = async () => {
    const { state } = app.store,
      { rgba, width, height } = await loadBytes(state.own || payload.samples[state.sample].src);
    if (app.store.state.own !== state.own || app.store.state.sample !== state.sample) return false;
    const pixels = prepare(rgba, width, height, finished);
    app.picture = pictureOf(pixels, finished.imgSize);
    app.normal = normalise(pixels, finished);
    app.base = forward(finished, app.normal);
    return true;
  };
  return app;
}

// The page's address holds the state; it is written when the hand rests.
function keepAddress(app, restore) {
  let waiting = 0;
  const write = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => history.replaceState(null, "", `#${writeLink(app.store.state, app.start)}`), 300);
  };
  const read = () => restore(readLink(location.hash.slice(1), app.start, app.about));
  window.addEventListener("hashchange", read);
  return {
    write,
    stop: () => {
      clearTimeout(waiting);
      window.removeEventListener("hashchange", read);
    },
  };
}

function header(app, tour, keep) {
  const lede =
    `A neural network of ${counted(numbersIn(app.finished), "number")} runs in this page. Give it a picture, watch ` +
    "the answer form, and take it apart. Nothing leaves the page.";
  return element(
    "header",
    { class: "mx-head" },
    element(
      "div",
      {},
      element(app.isPage ? "h1" : "h2", { text: "The Mixer Explainer" }),
      element("p", { text: lede }),
    ),
    element("div", { class: "mx-buttons" }, tour.open, ...keep),
  );
}

// Fill `place` with an explainer of `payload`; `page`: it is a page of its own, whose address may hold the state.
// Gives a function that ends it.
export function mount(place, payload, { page = false } = {}) {
  const app = makeApp(payload, page),
    root = element("div", { class: page ? "mx mx-page" : "mx" });
  const given = page ? readLink(location.hash.slice(1), app.start, app.about) : { state: app.start, odd: [] };
  let address = null,
    frame = 0,
    began = 0;

  const changed = (keys) => {
    if (keys.includes("sample") || keys.includes("own")) refresh();
    else if (app.result) update(keys);
  };
  app.store = makeStore(given.state, changed);
  async function refresh() {
    try {
      if (!(await app.load())) return;
    } catch (error) {
      app.say(`This picture could not be shown (${error.message}).`, true);
      return;
    }
    update(["sample"]);
  }
  function update(keys) {
    app.compute();
    if (address) address.write();
    if (keys.some((k) => ["sample", "own", "stage", "patch", "channel"].includes(k))) began = performance.now();
    app.redraw();
    if (keys.includes("stage")) rail.follow();
  }
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  app.redraw = () => {
    app.version++;
    if (!frame) frame = requestAnimationFrame(draw);
  };
  app.replay = () => {
    began = performance.now();
    app.redraw();
  };

  const picture = makePicture(app),
    bars = makeBars(app),
    hands = makeHands(app),
    rail = makeRail(app);
  const sources = makeSources(app, payload.samples),
    tour = makeTour(app);
  const stage = makeStage(app, [
    patchesStage(app),
    stemStage(app),
    ...app.model.blocks.map((_, i) => blockStage(app, i)),
    meanStage(app),
    answerStage(app),
  ]);
  const parts = [picture, bars, hands, rail, sources, tour];
  function draw(now) {
    frame = 0;
    if (!app.result || !root.isConnected) return;
    if (!app.drawn(parts)) parts.forEach((o) => o.draw());
    const seconds = Math.max(0, now - began) / 1000,
      { lasts } = stage.current();
    const rests = still.matches || seconds >= lasts;
    stage.draw(rests ? lasts : seconds);
    if (!rests) frame = requestAnimationFrame(draw);
  }
  const card = (title, name, ...els) =>
    element("section", { class: `mx-card ${name}` }, element("h2", { text: title }), ...els);
  const side = element(
    "div",
    { class: "mx-side" },
    card("The answer", "mx-answer", bars.el),
    card("Take it apart", "mx-apart", hands.el),
  );
  const middle = element("div", { class: "mx-middle" }, stage.el);
  // The tour stands above the open step or, on a narrow screen, at the bottom.
  const fit = () => {
    const home = root.clientWidth < 1152 ? root : middle;
    if (tour.el.parentNode === home) return;
    if (home === root) root.append(tour.el);
    else middle.prepend(tour.el);
  };
  root.append(
    element("style", { text: EXPLAINER_CSS }),
    header(app, tour, makeKeep(app, root)),
    rail.el,
    app.status,
    element("div", { class: "mx-columns" }, card("The picture", "mx-own", picture.el, sources.el), side, middle),
    tour.el,
  );
  place.replaceChildren(root);
  if (!page) {
    stopKeys(root);
    suppressShortcuts(root);
  }
  const drop = takeFiles(app, root),
    watch = new ResizeObserver(() => {
      fit();
      app.redraw();
    });
  watch.observe(root);
  if (page) {
    address = keepAddress(app, ({ state, odd }) => {
      app.store.set(state);
      if (odd.length) app.say(`This link is for another model: left out ${odd.join(", ")}.`, true);
    });
  }
  if (given.odd.length) app.say(`This link is for another model: left out ${given.odd.join(", ")}.`, true);
  refresh();
  return () => {
    cancelAnimationFrame(frame);
    watch.disconnect();
    drop();
    sources.stop();
    if (address) address.stop();
    root.remove();
  };
}
