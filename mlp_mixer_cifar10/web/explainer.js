// The Mixer Explainer: a Mixer that runs in the page, on the reader's own picture.

import { element } from "./canvas.js";
import { onColours } from "./colours.js";
import { answerStage, meanStage } from "./explainer_answer.js";
import { makeApp, oneByOne } from "./explainer_app.js";
import { makeBars } from "./explainer_bars.js";
import { blockStage } from "./explainer_block.js";
import { makeHands } from "./explainer_hands.js";
import { patchesStage, stemStage } from "./explainer_patches.js";
import { makePicture } from "./explainer_picture.js";
import { makeRail } from "./explainer_rail.js";
import { makeKeep } from "./explainer_save.js";
import { makeSources, takeFiles } from "./explainer_source.js";
import { makeStage } from "./explainer_stage.js";
import { makeStore, readLink, writeLink } from "./explainer_state.js";
import { EXPLAINER_CSS } from "./explainer_style.js";
import { makeTour } from "./explainer_tour.js";
import { counted, numbersIn } from "./explainer_words.js";
import { stopKeys, suppressShortcuts } from "./keys.js";

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

// Fill `place` with an explainer of `payload`; `page`: it is a page of its own, whose address holds the state (that
// of a frame with a `srcdoc` cannot). Gives a function that ends it.
export function mount(place, payload, { page = false } = {}) {
  const app = makeApp(payload, page),
    root = element("div", { class: page ? "mx mx-page" : "mx" });
  const given = app.hasAddress
    ? readLink(location.hash.slice(1), app.start, app.about)
    : { state: app.start, odd: [] };
  let address = null,
    frame = 0,
    began = 0;

  const isView = (k) => ["stage", "patch", "channel", "unit", "of"].includes(k);
  const changed = (keys) => {
    if (!keys.every(isView)) refresh();
    if (!app.result) return;
    if (keys.some((k) => ["stage", "patch", "channel"].includes(k))) began = performance.now();
    if (address) address.write();
    app.redraw();
    if (keys.includes("stage")) rail.follow();
  };
  app.store = makeStore(given.state, changed);
  const refresh = oneByOne(async () => {
    const before = app.picture;
    if (!(await app.answer())) return;
    if (app.picture !== before) began = performance.now();
    app.redraw();
  });
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
  const side = element("div", { class: "mx-side" }, card("The answer", "mx-answer", bars.el)),
    middle = element("div", { class: "mx-middle" }, stage.el),
    apart = card("Take it apart", "mx-apart", hands.el);
  // In three columns the tour stands above the open step, and what takes the model apart beside it; in fewer, the tour
  // at the bottom of the screen, and what takes apart below the step.
  const fit = () => {
    const isWide = root.clientWidth >= 1152;
    if (apart.parentNode === (isWide ? side : middle)) return;
    (isWide ? side : middle).append(apart);
    if (isWide) middle.prepend(tour.el);
    else root.append(tour.el);
  };
  // What is asked for comes into view; where there are three columns, the tour does.
  app.bring = (name) => {
    const isWide = middle.contains(tour.el),
      el = isWide ? (tour.el.hidden ? null : tour.el) : root.querySelector(`.${name}`);
    if (el) el.scrollIntoView({ block: "start", behavior: still.matches ? "auto" : "smooth" });
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
  const calm = onColours(app.redraw);
  if (app.hasAddress) {
    address = keepAddress(app, ({ state, odd }) => {
      app.store.set(state);
      if (odd.length) app.say(`This link is for another model: left out ${odd.join(", ")}.`, true);
    });
  }
  if (given.odd.length) app.say(`This link is for another model: left out ${given.odd.join(", ")}.`, true);
  app.begin(app.hasAddress && new URLSearchParams(location.hash.slice(1)).has("sample")).then(refresh);
  return () => {
    cancelAnimationFrame(frame);
    watch.disconnect();
    calm();
    drop();
    sources.stop();
    app.close();
    if (address) address.stop();
    root.remove();
  };
}
