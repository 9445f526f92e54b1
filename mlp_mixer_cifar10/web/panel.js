// The pictures of one run: the unit, what feeds a patch, the image, and all units.

import { cellSize, drawCells, drawImage, element, filterPaint, frame, signedColour } from "./canvas.js";
import { feedOf } from "./decode.js";
import { gridOfUnits, unitOrder, unitValues } from "./view.js";
import { channelNames, epochName, short, titleOf } from "./words.js";

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

function figure(canvas, bar) {
  const caption = element("figcaption"), parts = bar ? [caption, canvas, bar.el] : [caption, canvas];
  return { canvas, caption, bar, el: element("figure", {}, ...parts) };
}

export function makePanel(b, run, i) {
  const p = { run, i };
  p.name = element("div", { class: "wb-name" });
  p.none = element("div", { class: "wb-none" });
  p.map = figure(cells("map", "weight map"), makeBar(b.colours));
  p.feed = figure(cells("feed", "patch map"), makeBar(b.colours));
  p.figs = element("div", { class: "wb-figs" }, p.map.el, p.feed.el);
  if (b.d.header.image) {
    p.image = figure(cells("image", "input image"));
    p.figs.append(p.image.el);
  }
  p.all = figure(cells("all", "all units"));
  p.el = element("section", { class: "wb-run", "aria-label": run.name }, p.name, p.none, p.figs, p.all.el);
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
  map.caption.textContent = titleOf(v);
  map.bar.show(limit, more);
  for (const el of map.bar.el.children) el.style.visibility = coloured ? "hidden" : "";
  const [h, w] = v.stem ? v.run.patch : [v.gh, v.gw];
  map.canvas.setAttribute("aria-label", `${titleOf(v)}. ${h} by ${w} ${v.stem ? "pixels" : "patches"}. ` +
    `Arrow keys move${v.stem ? "" : ", Enter shows what feeds a patch"}, space plays.`);
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
  p.feed.canvas.style.maxWidth = `${(18 * pw) / rows}rem`;
}

function drawFeed(b, p, v, over, limit, feedLimit) {
  const { feed } = p, more = v.run.max[v.run.at[v.key].k] > limit * 1.0001;
  feed.el.hidden = !v.stem && !v.feeds;
  if (v.stem) {
    drawChannels(b, p, v, over, limit);
    feed.caption.textContent = `Its weights for ${channelNames(v.run).join(", ")}, from the top`;
    feed.bar.show(limit, more);
  } else if (v.feeds) {
    drawPatches(b, feed.canvas, feedOf(v.run, v.block, v.patch, v.e), v, over, feedLimit);
    feed.canvas.style.maxWidth = "";
    feed.caption.textContent = `Block ${v.block}: what feeds patch (${v.pr}, ${v.pc})`;
    feed.bar.show(feedLimit, false);
  }
  const keys = `. Arrow keys move${v.stem ? "" : ", Enter chooses another patch"}, space plays.`;
  feed.canvas.setAttribute("aria-label", feed.caption.textContent + keys);
}

function drawInput(b, p, v, over) {
  const { canvas, caption } = p.image, size = b.d.header.image_size;
  const { ctx, ch, cw } = drawImage(canvas, b.picture, size, [v.gh, v.gw]);
  frame(ctx, v.pc * cw, v.pr * ch, cw, ch, true);
  const shown = over && (v.stem ? over.kind === "image" : over.kind !== "all");
  if (shown) frame(ctx, over.c * cw, over.r * ch, cw, ch);
  caption.textContent = "The input image in its patches";
  canvas.setAttribute("aria-label", `${caption.textContent}. Arrow keys move, Enter chooses a patch, space plays.`);
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

function allCaption(v, sorted) {
  const how = v.stem ? "from low to high" : "in opposite pairs, from low to high";
  const by = sorted ? `${how} spatial frequency at the last epoch` : "by number";
  return `${v.stem ? "All filters of the stem" : `All units of block ${v.block} token ${v.matrix}`}, ${by}`;
}

function drawAll(b, p, v, over, limit) {
  const { all } = p, [uh, uw] = v.stem ? v.run.patch : [v.gh, v.gw], n = v.run.units(v.matrix);
  const [rows, cols] = gridOfUnits(v), k = Math.max(1, Math.round(900 / (cols * (uw + 1))));
  const order = unitOrder(v, b.get("order")), paint = unitsPaint(b, v, order, limit);
  const ctx = drawCells(all.canvas, rows * (uh + 1) - 1, cols * (uw + 1) - 1, k, (r, c) => {
    const i = Math.floor(r / (uh + 1)) * cols + Math.floor(c / (uw + 1)), y = r % (uh + 1), x = c % (uw + 1);
    return i >= n || y === uh || x === uw ? 0 : paint(i, y, x);
  });
  const mark = (i, dashed) => {
    const x = (i % cols) * (uw + 1) * k, y = Math.floor(i / cols) * (uh + 1) * k;
    frame(ctx, x, y, uw * k, uh * k, dashed);
  };
  mark(order.indexOf(v.unit), false);
  if (over && over.kind === "all" && order[over.i] !== v.unit) mark(over.i, true);
  all.caption.textContent = allCaption(v, order.sorted);
  all.canvas.setAttribute("aria-label", `${all.caption.textContent}. Arrow keys choose one, space plays.`);
}

export function drawPanel(b, p, v, limit, feedLimit) {
  drawName(p, v);
  if (v.missing) return;
  const over = b.hover && b.hover.run === p.i ? b.hover : null;
  drawMap(b, p, v, over, limit);
  drawFeed(b, p, v, over, limit, feedLimit);
  if (p.image) drawInput(b, p, v, over);
  drawAll(b, p, v, over, limit);
}
