// Playing through the epochs: once for a widget, however many views it has.

import { allEpochs } from "./decode.js";

export function initialize({ model }) {
  let timer = null;
  const epochs = () => allEpochs(model.get("_header").runs);
  const set = (name, value) => { model.set(name, value); model.save_changes(); };
  const step = () => {
    const next = epochs().find((o) => o > model.get("epoch"));
    if (next === undefined) set("playing", false);
    else set("epoch", next);
  };
  const follow = () => {
    clearInterval(timer);
    if (!model.get("playing")) return;
    if (model.get("epoch") >= epochs().at(-1)) set("epoch", epochs()[0]);
    timer = setInterval(step, 1000 / model.get("speed"));
  };
  const names = ["change:playing", "change:speed"];
  for (const name of names) model.on(name, follow);
  follow();
  return () => {
    clearInterval(timer);
    for (const name of names) model.off(name, follow);
  };
}
