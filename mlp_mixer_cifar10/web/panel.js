// The pictures of one run: the unit, what feeds a patch or answers to a filter, the image, and all units.

import { cellSize, drawCells, drawImage, element, filterPaint, frame, signedColour } from "./canvas.js";
import { answersAt, feedAt, layoutOfUnits, unitOrder, unitValues } from "./view.js";
import { epochName, patchName, sentenceOf, short, titleOf } from "./words.js";

function cells(name, hint) {
  const says = { role: "application", "aria-roledescription": hint };
  return element("canvas", { class: "wb-cells", tabindex: 0, ...says, "data-name": name });
}

// A colour bar; `show` writes the values at its ends, with `more` beyond them.
function makeBar(colours) {
  const canvas = element("canvas", { "aria-hidden": "true" }), ends = [0, 1, 2].map(() => element("span"));
  drawCells(canvas, 1, 257, 1, (r, c) => colours[c]);
  const el = element("div", { class: "wb-bar" }, canvas, element("div", {}, ...ends));
  const show = (limit, more) => {
    ends[0].textContent = (more ? "≤ " : "") + short(-limit);
    ends[1].textContent = "0";
    ends[2].textContent = (more ? "≥ " : "") + short(limit);
  };
  return { el, show };
}

// A picture under a title and one sentence; `say` writes them, and `keys`, what the keyboard does, for a screen reader.
function figure(canvas, bar) {
  const title = element("b"), sentence = element("span"), caption = element("figcaption", {}, title, sentence);
  const el = element("figure", {}, caption, canvas, ...(bar ? [bar.el] : []));
  function say(name, text, keys) {
    title.textContent = name;
    sentence.textContent = text;
    canvas.setAttribute("aria-label", `${name}. ${text} Arrow keys move${keys}, space plays.`);
  }
  return { canvas, bar, el, say };
}

export function makePanel(b, run, i) {
  const p = { run, i };
  p.name = element("div", { class: "wb-name" });
  p.none = element("div", { class: "wb-none" });
  p.map = figure(cells("map", "weight map"), makeBar(b.colours));
  p.feed = figure(cells("feed", "patch map"), makeBar(b.colours));
  p.figs = element("div", { class: "wb-figs" }, p.map.el, p.feed.el);
  if (run.picture) {
    p.answer = figure(cells("answer", "response map"), makeBar(b.colours));
    p.image = figure(cells("image", "input image"));
    p.figs.append(p.answer.el, p.image.el);
  }
  p.all = figure(cells("all", "all units"));
  p.all.el.classList.add("wb-all");
  const body = element("div", { class: "wb-body" }, element("div", { class: "wb-box" }, p.figs), p.all.el);
  p.el = element("section", { class: "wb-run", "aria-label": run.name }, p.name, p.none, body);
  return p;
}

// ---- the parts of a panel; `over` is the cell under the pointer or the keyboard's cursor, if it is in this panel

function drawName(p, v) {
  const { run } = p, parts = run.history ? [epochName(run.epochs[v.e])] : [];
  for (const [k, o] of Object.entries(run.metrics[v.e] || {})) {
    if (/valid/.test(k) && typeof o === "number") parts.push(`${k} ${o.toFixed(3)}`);
  }
  p.name.replaceChildren(run.name, element("span", { text: parts.join(" · ") }));
  p.none.textContent = v.missing || "";
  p.none.hidden = !v.missing;
  p.figs.hidden = p.all.el.hidden = !!v.missing;
}

function drawFilter(b, p, v, over, limit) {
  const [ph, pw] = v.run.patch, k = cellSize(ph, pw);
  const paint = filterPaint(b.colours, unitValues(v), [ph, pw], v.run.chans, limit);
  const ctx = drawCells(p.map.canvas, ph, pw, k, paint);
  if (over && over.kind === "map") frame(ctx, over.c * k, over.r * k, k, k);
}

// A map over the patches, with the chosen patch framed.
function drawPatches(b, canvas, values, v, over, limit) {
  const k = cellSize(v.gh, v.gw);
  const ctx = drawCells(canvas, v.gh, v.gw, k, (r, c) => signedColour(b.colours, values[r * v.gw + c], limit));
  frame(ctx, v.pc * k, v.pr * k, k, k, true);
  if (over && over.kind !== "all") frame(ctx, over.c * k, over.r * k, k, k);
}

function drawMap(b, p, v, over, limit) {
  const { map } = p, more = v.run.max[v.run.at[v.key].k] > limit * 1.0001, coloured = v.stem && v.run.chans === 3;
  if (v.stem) drawFilter(b, p, v, over, limit);
  else drawPatches(b, map.canvas, unitValues(v), v, over, limit);
  map.bar.show(limit, more);
  for (const el of map.bar.el.children) el.style.visibility = coloured ? "hidden" : "";
  map.say(titleOf(v), sentenceOf(v, "map"), v.stem ? "" : ", Enter shows what feeds a patch");
}

// A filter's channels one below the other, in the diverging colours.
function drawChannels(b, p, v, over, limit) {
  const [ph, pw] = v.run.patch, { chans } = v.run, values = unitValues(v), n = ph * pw;
  const rows = chans * (ph + 1) - 1, k = cellSize(rows, pw);
  const ctx = drawCells(p.feed.canvas, rows, pw, k, (r, c) => {
    const ch = Math.floor(r / (ph + 1)), y = r % (ph + 1);
    return y === ph ? 0 : signedColour(b.colours, values[ch * n + y * pw + c], limit);
  });
  if (over && over.kind === "map") {
    for (let ch = 0; ch < chans; ch++) frame(ctx, over.c * k, (ch * (ph + 1) + over.r) * k, k, k);
  }
  if (over && over.kind === "feed") frame(ctx, over.c * k, over.r * k, k, k);
  p.feed.canvas.style.maxWidth = `${(100 * pw) / rows}%`;
}

function drawFeed(b, p, v, over, limit, feedLimit) {
  const { feed } = p, more = v.run.max[v.run.at[v.key].k] > limit * 1.0001;
  feed.el.hidden = !v.stem && !v.feeds;
  if (v.stem) {
    drawChannels(b, p, v, over, limit);
    feed.bar.show(limit, more);
    feed.say("Its channels", sentenceOf(v, "feed"), "");
  } else if (v.feeds) {
    drawPatches(b, feed.canvas, feedAt(v, v.e), v, over, feedLimit);
    feed.canvas.style.maxWidth = "";
    feed.bar.show(feedLimit, false);
    feed.say(`What feeds ${patchName(v)}`, sentenceOf(v, "feed"), ", Enter chooses another patch");
  }
}

function drawAnswer({ colours }, { answer }, v, over, limit) {
  answer.el.hidden = !v.answers;
  if (!v.answers) return;
  const { canvas } = answer, k = cellSize(v.gh, v.gw), values = answersAt(v, v.e);
  const ctx = drawCells(canvas, v.gh, v.gw, k, (r, c) => signedColour(colours, values[r * v.gw + c], limit));
  if (over && ["answer", "image"].includes(over.kind)) frame(ctx, over.c * k, over.r * k, k, k);
  answer.bar.show(limit, false);
  answer.say(`How the picture answers to filter ${v.unit}`, sentenceOf(v, "answer"), "");
}

function drawInput(b, p, v, over) {
  const { canvas } = p.image, size = b.d.header.image_size;
  const { ctx, ch, cw } = drawImage(canvas, b.picture, size, [v.gh, v.gw]);
  if (!v.stem) frame(ctx, v.pc * cw, v.pr * ch, cw, ch, true);
  const shown = over && (v.stem ? ["image", "answer"].includes(over.kind) : over.kind !== "all");
  if (shown) frame(ctx, over.c * cw, over.r * ch, cw, ch);
  p.image.say("The picture", sentenceOf(v, "image"), v.stem ? "" : ", Enter chooses a patch");
}

// paint(i, y, x) of the small maps, `i` in their order.
function unitsPaint(b, v, order, limit) {
  const [uh, uw] = v.stem ? v.run.patch : [v.gh, v.gw], { chans, tokens } = v.run;
  const q = v.run.values(v.key, v.e), s = v.run.scale(v.key, v.e), m = uh * uw * (v.stem ? chans : 1);
  if (v.stem) {
    const filter = (u) => q.subarray(u * m, (u + 1) * m);
    const paints = order.map((u) => filterPaint(b.colours, filter(u), [uh, uw], chans, limit / s));
    return (i, y, x) => paints[i](y, x);
  }
  const at = (u, p) => (v.matrix === "fc1" ? q[u * m + p] : q[p * tokens + u]);
  return (i, y, x) => signedColour(b.colours, s * at(order[i], y * uw + x), limit);
}

function sayAll(all, v, sorted) {
  const n = v.run.units(v.matrix), pairs = v.stem ? "" : " in opposite pairs,";
  const how = sorted ? `${pairs} from smooth to fine at the last epoch` : " by number";
  const what = v.stem ? `All ${n} filters of the stem` : `All ${n} units of block ${v.block}, token ${v.matrix}`;
  all.say(what, `Click one to see it large; they stand${how}.`, "");
}

function drawAll(b, p, v, over, limit) {
  const { all } = p, order = unitOrder(v, b.get("order")), paint = unitsPaint(b, v, order, limit);
  const layout = layoutOfUnits(v, order, all.canvas.clientWidth), { n, h, w, cols } = layout;
  const k = Math.max(1, Math.round(900 / layout.width));
  const spots = (length, count, size, from) => {
    const res = new Int32Array(length).fill(-1);                       // unit and place within it, in one number
    for (let i = 0; i < count; i++) for (let o = 0; o < size; o++) res[from(i) + o] = i * size + o;
    return res;
  };
  const down = spots(layout.height, layout.rows, h, layout.y), right = spots(layout.width, cols, w, layout.x);
  const ctx = drawCells(all.canvas, layout.height, layout.width, k, (r, c) => {
    const i = Math.floor(down[r] / h) * cols + Math.floor(right[c] / w);
    return down[r] < 0 || right[c] < 0 || i >= n ? 0 : paint(i, down[r] % h, right[c] % w);
  });
  const mark = (i, dashed) => {
    frame(ctx, layout.x(i % cols) * k, layout.y(Math.floor(i / cols)) * k, w * k, h * k, dashed);
  };
  mark(order.indexOf(v.unit), false);
  if (over && over.kind === "all" && order[over.i] !== v.unit) mark(over.i, true);
  sayAll(all, v, order.sorted);
}

export function drawPanel(b, p, v, limits) {
  drawName(p, v);
  if (v.missing) return;
  const over = b.hover && b.hover.run === p.i ? b.hover : null;
  drawMap(b, p, v, over, limits.map);
  drawFeed(b, p, v, over, limits.map, limits.feed);
  if (p.answer) drawAnswer(b, p, v, over, limits.answer);
  if (p.image) drawInput(b, p, v, over);
  p.figs.dataset.n = [...p.figs.children].filter((el) => !el.hidden).length;
  drawAll(b, p, v, over, limits.map);
}
