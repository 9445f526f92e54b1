// The answer in ten bars, beside what it was before anything was changed.

import { element } from "./canvas.js";
import { effectOf, percent, roomFor, topOf } from "./explainer_words.js";

export function makeBars(app) {
  const list = element("ul", { class: "mx-bars" }),
    effect = element("p", { class: "mx-effect", role: "status" });
  const rows = app.model.classes.map((name) => {
    const bar = element("i"),
      mark = element("em"),
      share = element("b");
    const el = element(
      "li",
      {},
      element("span", { text: name }),
      element("div", { "aria-hidden": "true" }, bar, mark),
      share,
    );
    list.append(el);
    return { el, bar, mark, share };
  });
  let talk = 0;
  function draw() {
    const { base, result, model } = app,
      touched = app.store.isTouched(),
      top = topOf(result.probs),
      room = roomFor(result.probs);
    rows.forEach(({ el, bar, mark, share }, i) => {
      el.hidden = !room.has(i);
      el.classList.toggle("mx-top", i === top);
      bar.style.width = `${100 * result.probs[i]}%`;
      mark.style.left = `${100 * base.probs[i]}%`;
      mark.hidden = !touched;
      share.textContent = percent(result.probs[i]);
    });
    const said = touched
      ? `${effectOf(model, base, result)} Orange marks: before.`
      : `${result.ms < 1 ? "Under 1" : Math.round(result.ms)} ms in this browser.`;
    clearTimeout(talk);
    talk = setTimeout(() => {
      effect.textContent = said;
    }, 120);
  }
  return { el: element("div", {}, list, effect), draw };
}
