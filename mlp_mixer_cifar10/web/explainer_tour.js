// The guided tour: one question after the other, each with something to do.

import { element } from "./canvas.js";
import { STEPS } from "./explainer_steps.js";

export function makeTour(app) {
  const el = element("section", { class: "mx-tour", "aria-label": "Guided tour" });
  const count = element("p", { class: "mx-count" }),
    ask = element("h2", { tabindex: "-1" }),
    say = element("p", { class: "mx-say" });
  const todo = element("p", { class: "mx-todo" }),
    found = element("p", { class: "mx-found", role: "status" });
  const make = (text, act, name = "") => {
    const button = element("button", { type: "button", text, class: name });
    button.addEventListener("click", act);
    return button;
  };
  let at = null,
    start = null,
    seen = {},
    isDone = false;
  const back = make("Back", () => go(at - 1)),
    help = make("Show me", () => STEPS[at].help(app, seen));
  const next = make("Next", () => (at + 1 < STEPS.length ? go(at + 1) : end()), "mx-strong");
  const close = make("×", () => end(), "mx-close");
  close.setAttribute("aria-label", "End the tour");
  el.append(close, count, ask, say, todo, found, element("div", { class: "mx-buttons" }, back, help, next));
  el.hidden = true;
  const open = make("Take the tour", () => go(0), "mx-strong");

  function go(step) {
    at = step;
    seen = {};
    isDone = false;
    el.hidden = false;
    app.store.reset();
    app.store.set({ stage: STEPS[at].stage });
    app.useTool(STEPS[at].tool || "look");
    start = app.store.state;
    draw();
    ask.focus({ preventScroll: true });
    requestAnimationFrame(() => app.bring(STEPS[at] && STEPS[at].near));
  }
  function end() {
    at = null;
    el.hidden = true;
    app.useTool("look");
    open.focus();
  }
  el.addEventListener("keydown", (ev) => {
    if (ev.key === "Escape") end();
  });

  function draw() {
    if (at === null || !app.result) return;
    const step = STEPS[at];
    if (step.watch) step.watch(app, seen);
    isDone = isDone || step.done(app, start);
    count.textContent = `Step ${at + 1} of ${STEPS.length}`;
    ask.textContent = step.ask;
    if (!isDone) say.textContent = step.say(app);
    todo.textContent = step.todo(app);
    for (const o of [todo, say]) o.classList.toggle("mx-did", isDone);
    const words = step.done(app, start) ? step.found(app, seen) : isDone ? found.textContent : "";
    if (found.textContent !== words) found.textContent = words;
    back.disabled = at === 0;
    help.hidden = isDone;
    next.textContent = at + 1 === STEPS.length ? "Finish" : isDone ? "Next" : "Skip";
  }
  return { el, open, draw };
}
