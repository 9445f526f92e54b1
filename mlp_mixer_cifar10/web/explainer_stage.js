// The step that is open: its title, a sentence, a picture that moves, and the way on.

import { element } from "./canvas.js";
import { stageName } from "./explainer_words.js";

export function makeStage(app, stages) {
  const title = element("h2"),
    sentence = element("p", { class: "mx-lede" }),
    place = element("div");
  const button = (text, act) => {
    const el = element("button", { type: "button", text });
    el.addEventListener("click", act);
    return el;
  };
  const index = () => stages.findIndex((o) => o.id === app.store.state.stage);
  const move = (by) => app.store.set({ stage: stages[index() + by].id });
  const back = button("", () => move(-1)),
    next = button("", () => move(1)),
    again = button("Play again", () => app.replay());
  const el = element(
    "section",
    { class: "mx-card mx-stage", "aria-label": "The open step" },
    element("div", { class: "mx-title" }, title, again),
    sentence,
    place,
    element("div", { class: "mx-buttons mx-ways" }, back, next),
  );
  let shown = null;

  function draw(seconds) {
    const i = index(),
      stage = stages[i];
    if (shown !== stage) place.replaceChildren(stage.el);
    shown = stage;
    if (!app.drawn(stage)) {
      title.textContent = stage.title();
      sentence.textContent = stage.sentence();
      back.hidden = i === 0;
      next.hidden = i + 1 === stages.length;
      if (i > 0) back.textContent = `← ${stageName(app.model, stages[i - 1].id)}`;
      if (i + 1 < stages.length) next.textContent = `${stageName(app.model, stages[i + 1].id)} →`;
    }
    stage.draw(seconds);
  }
  return { el, draw, current: () => stages[index()] };
}
