// A small drawing pad. The model answers while the hand draws.

import { element } from "./canvas.js";
import { asOwn } from "./explainer_own.js";

const SIZE = 256;
const PAINTS = [
  ["black", "#1b1b1f"],
  ["red", "#d23b2f"],
  ["orange", "#ee8a1d"],
  ["yellow", "#f5cf3a"],
  ["green", "#3c9d4e"],
  ["blue", "#2f6fd0"],
  ["violet", "#7d4bc0"],
  ["brown", "#8a5a34"],
  ["grey", "#9a9aa0"],
  ["white", "#ffffff"],
];

function makePaints(chosen) {
  const el = element("div", { class: "mx-paints", role: "group", "aria-label": "Colours" });
  const buttons = PAINTS.map(([name, colour]) => {
    const button = element("button", {
      type: "button",
      "aria-label": name,
      title: name,
      style: `background: ${colour}`,
    });
    button.addEventListener("click", () => pick(colour));
    el.append(button);
    return [button, colour];
  });
  function pick(colour) {
    for (const [button, own] of buttons) button.setAttribute("aria-pressed", String(own === colour));
    chosen(colour);
  }
  return { el, pick };
}

export function makePad(app) {
  const canvas = element("canvas", {
    width: SIZE,
    height: SIZE,
    class: "mx-pad",
    role: "img",
    "aria-label": "Drawing pad, for a pointer. Without one, take a sample or a file.",
  });
  const button = element("button", { type: "button", text: "Draw", "aria-expanded": "false" });
  const ctx = canvas.getContext("2d", { willReadFrequently: true });
  let colour = PAINTS[0][1],
    from = null,
    waiting = 0,
    more = false;
  const paints = makePaints((c) => {
    colour = c;
  });
  const thick = element("input", { type: "range", min: "4", max: "64", value: "20", "aria-label": "Thickness" });
  const fill = element("button", { type: "button", text: "Fill" });
  const el = element(
    "div",
    { class: "mx-drawing" },
    canvas,
    paints.el,
    element("div", { class: "mx-buttons" }, thick, fill),
  );
  el.hidden = true;

  function give() {
    waiting = 0;
    const isNew = app.store.set({ own: asOwn(canvas, SIZE, SIZE, app.model) }, { more });
    more = from !== null && (more || isNew);
  }
  const giveSoon = () => {
    if (!waiting) waiting = requestAnimationFrame(give);
  };
  const at = (ev) => [ev.offsetX, ev.offsetY].map((v) => (v / canvas.clientWidth) * SIZE);
  function stroke(to) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = Number(thick.value);
    ctx.lineCap = ctx.lineJoin = "round";
    ctx.beginPath();
    ctx.moveTo(...from);
    ctx.lineTo(...to);
    ctx.stroke();
    from = to;
    giveSoon();
  }
  function paintAll(c) {
    ctx.fillStyle = c;
    ctx.fillRect(0, 0, SIZE, SIZE);
  }
  canvas.addEventListener("pointerdown", (ev) => {
    canvas.setPointerCapture(ev.pointerId);
    more = false;
    from = at(ev);
    stroke(from);
  });
  canvas.addEventListener("pointermove", (ev) => {
    if (from) stroke(at(ev));
  });
  for (const end of ["pointerup", "pointercancel"])
    canvas.addEventListener(end, () => {
      from = null;
    });
  fill.addEventListener("click", () => {
    paintAll(colour);
    more = false;
    giveSoon();
  });
  button.addEventListener("click", () => {
    el.hidden = !el.hidden;
    button.setAttribute("aria-expanded", String(!el.hidden));
  });
  paintAll("#ffffff");
  paints.pick(colour);
  return { el, button };
}
