// The accuracy over the epochs, above the epoch slider.

import { element } from "./canvas.js";

// The name of the metric that is drawn: the accuracy on the validation set, another accuracy, or none.
export function curveMetric(runs) {
  const names = [...new Set(runs.flatMap((r) => r.metrics.flatMap((o) => Object.keys(o))))];
  return ["valid_accuracy", ...names].find((o) => names.includes(o) && o.includes("accuracy")) || null;
}

// [part of the width, value] of each snapshot that has the metric. The slider steps from snapshot to snapshot.
function pointsOf(run, epochs, metric) {
  const at = (epoch) => epochs.indexOf(epoch) / Math.max(1, epochs.length - 1);
  return run.epochs.map((o, e) => [at(o), run.metrics[e][metric]]).filter(([, value]) => typeof value === "number");
}

// A curve as SVG, 1000 wide and 40 high.
function polyline(points, [low, high], dashed) {
  const y = (value) => 36 - (32 * (value - low)) / (high - low || 1);
  const places = points.map(([x, value]) => `${(1000 * x).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
  return `<polyline points="${places}" ${dashed ? 'stroke-dasharray="5 4"' : ""}/>`;
}

// `el`, or null where no run has an accuracy; `show(views)` marks the epoch.
export function makeCurve({ runs, epochs }) {
  const metric = curveMetric(runs), none = { el: null, show() {} };
  if (!metric) return none;
  const lines = runs.map((r) => pointsOf(r, epochs, metric)), all = lines.flat().map(([, value]) => value);
  const ends = [Math.min(...all), Math.max(...all)];
  const here = element("span", { class: "wb-here" }), out = element("output", { class: "wb-out" });
  const range = `from ${ends[0].toFixed(3)} to ${ends[1].toFixed(3)}`, says = `${metric} over the epochs, ${range}`;
  const plot = element("div", { class: "wb-plot", role: "img", "aria-label": says });
  const drawn = lines.map((points, i) => polyline(points, ends, i > 0)).join("");
  plot.innerHTML = `<svg viewBox="0 0 1000 40" preserveAspectRatio="none">${drawn}</svg>`;
  plot.append(here);
  const name = metric.replace(/^valid_/, "");
  const label = element("span", { text: name[0].toUpperCase() + name.slice(1), title: metric });
  const el = element("div", { class: "wb-curve" }, label, plot, out);
  function show(epoch, views) {
    here.style.left = `${(100 * epochs.indexOf(epoch)) / Math.max(1, epochs.length - 1)}%`;
    const values = views.map((v) => v.run.metrics[v.e][metric]);
    out.textContent = values.map((o) => (typeof o === "number" ? o.toFixed(3) : "–")).join(" · ");
  }
  return { el, show };
}
