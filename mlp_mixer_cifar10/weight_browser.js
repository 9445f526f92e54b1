// The front end of WeightBrowser, the same for the notebook and for the saved page. In a notebook anywidget calls
// `initialize` once and `render` for every view; the saved page calls both with a model of its own.
// What is chosen lives in `model` (block, matrix, unit, patch, epoch, scale, order, playing, speed), the numbers in `_data`
// (whole numbers of 8 or 16 bits), and what they are in `_header` (see `encode` in the Python module).

const CSS = `
.wb { --wb-line: color-mix(in srgb, currentColor 30%, transparent); --wb-focus: #2f7fe0;
  color: var(--jp-ui-font-color1, var(--vscode-foreground, inherit)); font: 14px/1.35 system-ui, sans-serif; text-align: left; max-width: 70rem; }
.wb * { box-sizing: border-box; }
.wb .wb-controls { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: .3rem 1.5rem; margin: 0 0 .5rem; }
.wb label { display: grid; grid-template-columns: 4.2rem 1fr auto; align-items: center; gap: .5rem; min-height: 1.9rem; }
.wb label select { grid-column: 2 / -1; }
.wb label output { min-width: 3.2rem; text-align: right; font-variant-numeric: tabular-nums; }
.wb .wb-train { grid-column: 1 / -1; display: grid; grid-template-columns: auto 1fr; gap: .6rem; align-items: center; }
.wb .wb-train output { min-width: 4.5rem; }
.wb input[type=range] { width: 100%; min-width: 0; accent-color: var(--wb-focus); margin: 0; }
.wb select, .wb button { font: inherit; color: inherit; background: transparent; border: 1px solid var(--wb-line); border-radius: 4px; padding: .15rem .5rem; min-width: 0; }
.wb select option { color: #111; background: #fff; }
.wb button { min-width: 5.2rem; cursor: pointer; }
.wb button:disabled, .wb input:disabled, .wb select:disabled { opacity: .45; cursor: default; }
.wb :focus-visible { outline: 3px solid var(--wb-focus); outline-offset: 2px; }
.wb .wb-runs { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 21rem), 1fr)); gap: 1rem 2rem; }
.wb .wb-name { font-weight: 600; margin: .2rem 0; border-bottom: 1px solid var(--wb-line); }
.wb .wb-name span { font-weight: 400; opacity: .8; margin-left: .6rem; font-variant-numeric: tabular-nums; }
.wb .wb-figs { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .6rem 1.2rem; align-items: start; max-width: 52rem; }
.wb figure { margin: 0 0 .5rem; min-width: 0; }
.wb figcaption { font-size: 13px; min-height: 2.7em; display: flex; align-items: end; padding-bottom: .3rem; }
.wb canvas { display: block; width: 100%; height: auto; image-rendering: pixelated; border-radius: 2px; }
.wb .wb-figs figure > canvas { max-width: 18rem; }
.wb canvas.wb-cells { cursor: crosshair; touch-action: manipulation; }
.wb .wb-bar { max-width: 18rem; margin-top: .4rem; font-size: 12px; font-variant-numeric: tabular-nums; }
.wb .wb-bar canvas { height: .6rem; }
.wb .wb-bar div { display: flex; justify-content: space-between; }
.wb .wb-read { margin: .3rem 0; font-variant-numeric: tabular-nums; }
.wb .wb-note { font-size: 12px; opacity: .8; margin: .3rem 0 0; max-width: 60rem; }
.wb .wb-none { padding: 1rem 0; opacity: .8; }
.wb .wb-sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;

const MATRICES = { stem: "stem: patch filters", fc1: "token fc1: unit reads", fc2: "token fc2: unit writes" };
const SCALES = { training: "all epochs", epoch: "this epoch", unit: "this unit" };
const ORDERS = { number: "number", frequency: "spatial frequency" };

// ---------------------------------------------------------------- the numbers

const decoded = new WeakMap();

function fromBase64(text) { return Uint8Array.from(atob(text), (c) => c.charCodeAt(0)); }

// Header and bytes to runs with `values(key, epoch)` (a view of whole numbers), `scale` and `limit`. Copies once.
function decode(header, data) {
  if (decoded.has(header)) return decoded.get(header);
  const bytes = (data.buffer ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data)).slice();
  const all = header.bits === 8 ? new Int8Array(bytes.buffer) : new Int16Array(bytes.buffer);
  const runs = header.runs.map((run) => {
    const at = {};
    let length = 0;
    run.keys.forEach(([key, shape], k) => {
      const size = shape.reduce((a, b) => a * b, 1);
      at[key] = { k, shape, size, start: length };
      length += size;
    });
    const values = (key, e) => {
      const from = run.start + e * length + at[key].start;
      return all.subarray(from, from + at[key].size);
    };
    const scale = (key, e) => run.scales[e][at[key].k];
    const limit = (key, e) => run.limits[e][at[key].k];
    const top = (key) => Math.max(...run.limits.map((row) => row[at[key].k]));
    const units = (matrix) => (matrix === "stem" ? run.hidden : run.tokens);
    return { ...run, at, values, scale, limit, top, units, patches: run.grid[0] * run.grid[1] };
  });
  const epochs = [...new Set(runs.flatMap((r) => r.epochs))].sort((a, b) => a - b);
  const matrices = Object.keys(MATRICES).filter((m) => runs.some((r) => r.at[m === "stem" ? "stem" : `${m}.0`]));
  const res = { header, runs, epochs, matrices, lut: fromBase64(header.lut), blocks: Math.max(...runs.map((r) => r.blocks)) };
  decoded.set(header, res);
  return res;
}

// The snapshot a run shows at an epoch: the last one up to then, or its first.
function snapshotAt(run, epoch) {
  let e = 0;
  run.epochs.forEach((o, i) => { if (o <= epoch) e = i; });
  return e;
}

// Where entry (unit, place) of a matrix lies: fc1 is (units, patches), fc2 is (patches, units), both as in PyTorch.
function mapOf(run, matrix, block, unit, e) {
  const key = `${matrix}.${block}`, q = run.values(key, e), s = run.scale(key, e), n = run.patches, res = new Float32Array(n);
  for (let p = 0; p < n; p++) res[p] = s * (matrix === "fc1" ? q[unit * n + p] : q[p * run.tokens + unit]);
  return res;
}

// One row of fc2 · diag(slope) · fc1: how much each patch's input moves the output of the token-mixing MLP at `patch`.
function feedOf(run, block, patch, e) {
  const one = run.values(`fc1.${block}`, e), two = run.values(`fc2.${block}`, e), slope = run.values(`slope.${block}`, e);
  const s = run.scale(`fc1.${block}`, e) * run.scale(`fc2.${block}`, e) * run.scale(`slope.${block}`, e);
  const n = run.patches, res = new Float32Array(n);
  for (let u = 0; u < run.tokens; u++) {
    const w = s * two[patch * run.tokens + u] * slope[u];
    if (w) for (let p = 0; p < n; p++) res[p] += w * one[u * n + p];
  }
  return res;
}

const maxAbs = (values) => values.reduce((m, v) => Math.max(m, Math.abs(v)), 0);

function format(v, step) {
  if (!isFinite(v)) return "not a number";
  const digits = Math.min(5, Math.max(1, Math.ceil(-Math.log10(step || 1e-5))));
  return (v < 0 ? "−" : "+") + Math.abs(v).toFixed(digits);
}
const short = (v) => (v === 0 ? "0" : Math.abs(v) >= 0.01 && Math.abs(v) < 1000 ? v.toPrecision(2) : v.toExponential(1)).replace("-", "−");

// ---------------------------------------------------------------- drawing

const scratch = document.createElement("canvas");

// A colour in one number, as image data have it (0: nothing there).
const pack = (r, g, b) => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;

// Draw rows x cols cells, `k` device pixels each; `paint(r, c)` gives a packed colour.
function drawCells(canvas, rows, cols, k, paint) {
  scratch.width = cols; scratch.height = rows;
  const sctx = scratch.getContext("2d", { willReadFrequently: true }), image = sctx.createImageData(cols, rows);
  const pixels = new Uint32Array(image.data.buffer);
  for (let r = 0, i = 0; r < rows; r++) for (let c = 0; c < cols; c++, i++) pixels[i] = paint(r, c);
  sctx.putImageData(image, 0, 0);
  if (canvas.width !== cols * k || canvas.height !== rows * k) { canvas.width = cols * k; canvas.height = rows * k; }
  const ctx = canvas.getContext("2d");
  ctx.imageSmoothingEnabled = false;
  ctx.clearRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(scratch, 0, 0, canvas.width, canvas.height);
  return ctx;
}

// A frame that is seen on any colour: white within black.
function frame(ctx, x, y, w, h, dashed) {
  const t = Math.min((1.1 * ctx.canvas.width) / (ctx.canvas.shown || ctx.canvas.width), Math.min(w, h) / 9);
  ctx.setLineDash([]); ctx.lineWidth = 4 * t; ctx.strokeStyle = "#000"; ctx.strokeRect(x + t, y + t, w - 2 * t, h - 2 * t);
  ctx.setLineDash(dashed ? [5 * t, 4 * t] : []); ctx.lineWidth = 1.6 * t; ctx.strokeStyle = "#fff"; ctx.strokeRect(x + t, y + t, w - 2 * t, h - 2 * t);
  ctx.setLineDash([]);
}

const cellSize = (rows, cols) => Math.max(2, Math.round(512 / Math.max(rows, cols)));
const columns = (n) => (n <= 24 ? 8 : n <= 192 ? 16 : 32);

function element(tag, attrs = {}, ...children) {
  const el = document.createElement(tag);
  for (const [k, v] of Object.entries(attrs)) if (v !== null && v !== undefined) k === "text" ? (el.textContent = v) : el.setAttribute(k, v);
  el.append(...children);
  return el;
}

// ---------------------------------------------------------------- one model, however many views: playing

function initialize({ model }) {
  let timer = null;
  const epochs = () => [...new Set(model.get("_header").runs.flatMap((r) => r.epochs))].sort((a, b) => a - b);
  const set = (name, value) => { model.set(name, value); model.save_changes(); };
  const step = () => {
    const next = epochs().find((o) => o > model.get("epoch"));
    if (next === undefined) set("playing", false); else set("epoch", next);
  };
  const follow = () => {
    clearInterval(timer);
    if (!model.get("playing")) return;
    if (model.get("epoch") >= epochs().at(-1)) set("epoch", epochs()[0]);
    timer = setInterval(step, 1000 / model.get("speed"));
  };
  model.on("change:playing", follow);
  model.on("change:speed", follow);
  follow();
  return () => { clearInterval(timer); model.off("change:playing", follow); model.off("change:speed", follow); };
}

// ---------------------------------------------------------------- a view

function render({ model, el }) {
  const root = element("div", { class: "wb", role: "group", "aria-label": "Weight browser", "data-lm-suppress-shortcuts": "true" });
  el.append(root);
  let stop = build(model, root), waiting = 0;
  const rebuild = () => { if (!waiting) waiting = requestAnimationFrame(() => { waiting = 0; stop(); root.replaceChildren(); stop = build(model, root); }); };
  model.on("change:_header", rebuild);
  model.on("change:_data", rebuild);
  return () => { stop(); model.off("change:_header", rebuild); model.off("change:_data", rebuild); root.remove(); };
}

function build(model, root) {
  const d = decode(model.get("_header"), model.get("_data")), { runs, epochs, lut } = d, two = runs.length > 1;
  const get = (name) => model.get(name);
  const set = (changes) => { for (const [k, v] of Object.entries(changes)) model.set(k, v); model.save_changes(); };
  const colours = Uint32Array.from({ length: 257 }, (_, i) => pack(lut[3 * i], lut[3 * i + 1], lut[3 * i + 2]));   // zero has the middle one
  const colour = (v, limit) => colours[Math.max(0, Math.min(256, Math.round(128 + (128 * v) / (limit || 1))))];
  const units = (matrix) => Math.max(...runs.map((r) => r.units(matrix)));
  let hover = null, cursor = null;                 // hover: {run, kind, r, c}; cursor: the cell the keyboard is at, by kind

  // ---- controls
  const label = (text, input, out) => element("label", {}, element("span", { text }), input, ...(out ? [out] : []));
  const slider = (name, max) => element("input", { type: "range", min: 0, max, step: 1, value: 0, "data-name": name, disabled: max > 0 ? null : "" });
  const select = (name, options) => {
    const s = element("select", { "data-name": name });
    for (const [value, text] of Object.entries(options)) s.append(element("option", { value, text }));
    s.addEventListener("change", () => set({ [name]: s.value }));
    return s;
  };
  const matrixBox = select("matrix", Object.fromEntries(d.matrices.map((m) => [m, MATRICES[m]])));
  const blockBox = slider("block", d.blocks - 1), blockOut = element("output");
  const unitBox = slider("unit", 1), unitOut = element("output"), unitLabel = label("Unit", unitBox, unitOut);
  const epochBox = slider("epoch", epochs.length - 1), epochOut = element("output");
  const scaleBox = select("scale", SCALES), orderBox = select("order", ORDERS);
  const play = element("button", { type: "button", disabled: epochs.length > 1 ? null : "", title: "Play through training (space)" });
  matrixBox.addEventListener("change", () => fitUnit());
  blockBox.addEventListener("input", () => set({ block: +blockBox.value }));
  unitBox.addEventListener("input", () => set({ unit: +unitBox.value }));
  epochBox.addEventListener("input", () => set({ epoch: epochs[+epochBox.value], playing: false }));
  play.addEventListener("click", () => set({ playing: !get("playing") }));
  const fitUnit = () => { const n = units(get("matrix")); if (get("unit") >= n) set({ unit: n - 1 }); };

  root.append(element("style", { text: CSS }), element("div", { class: "wb-controls" },
    label("Matrix", matrixBox), label("Block", blockBox, blockOut), unitLabel, label("Colours", scaleBox), label("Order", orderBox),
    element("div", { class: "wb-train" }, play, label("Epoch", epochBox, epochOut))));
  const read = element("div", { class: "wb-read", style: `min-height: ${1.4 * runs.length}em` }), live = element("div", { class: "wb-sr", role: "status", "aria-live": "polite" });
  const note = element("p", { class: "wb-note" });

  // ---- a panel for each run
  const cells = (name, hint) => element("canvas", { class: "wb-cells", tabindex: 0, role: "application", "aria-roledescription": hint, "data-name": name });
  const bar = () => {
    const canvas = element("canvas", { "aria-hidden": "true" }), ends = ["", "", ""].map((text) => element("span", { text }));
    drawCells(canvas, 1, 257, 1, (r, c) => colours[c]);
    const el = element("div", { class: "wb-bar" }, canvas, element("div", {}, ...ends));
    return { el, show: (limit, more) => { ends[0].textContent = (more ? "≤ " : "") + short(-limit); ends[1].textContent = "0"; ends[2].textContent = (more ? "≥ " : "") + short(limit); } };
  };
  const figure = (canvas, extra) => {
    const caption = element("figcaption");
    return { canvas, caption, el: element("figure", {}, caption, canvas, ...(extra ? [extra.el] : [])), bar: extra };
  };
  const panels = runs.map((run, i) => {
    const p = { run, i };
    p.name = element("div", { class: "wb-name" });
    p.none = element("div", { class: "wb-none" });
    p.map = figure(cells("map", "weight map"), bar());
    p.feed = figure(cells("feed", "patch map"), bar());
    p.figs = element("div", { class: "wb-figs" }, p.map.el, p.feed.el);
    if (d.header.image) { p.image = figure(cells("image", "input image")); p.figs.append(p.image.el); }
    p.all = figure(cells("all", "all units"));
    p.el = element("section", { class: "wb-run", "aria-label": run.name }, p.name, p.none, p.figs, p.all.el);
    for (const kind of ["map", "feed", "image", "all"]) if (p[kind]) listen(p, kind);
    return p;
  });
  root.append(read, element("div", { class: "wb-runs" }, ...panels.map((p) => p.el)), live, note);
  let picture = null;
  if (d.header.image) { picture = new Image(); picture.onload = schedule; picture.src = d.header.image; }

  // What a panel shows now. `patch` counts on the grid of the first run; another grid takes the same place in the image.
  function view(p) {
    const run = p.run, matrix = get("matrix"), block = get("block"), unit = get("unit"), e = snapshotAt(run, get("epoch"));
    const key = matrix === "stem" ? "stem" : `${matrix}.${block}`, [gh, gw] = run.grid, [h0, w0] = runs[0].grid;
    const r = Math.floor((Math.floor(get("patch") / w0) * gh) / h0), c = Math.floor(((get("patch") % w0) * gw) / w0);
    let missing = null;
    if (!run.at[key]) missing = matrix !== "stem" && block >= run.blocks ? `No block ${block}: this run has ${run.blocks} (0 to ${run.blocks - 1})` : `Its snapshots do not hold ${MATRICES[matrix].split(":")[0]}`;
    else if (unit >= run.units(matrix)) missing = `No unit ${unit}: this run has ${run.units(matrix)} (0 to ${run.units(matrix) - 1})`;
    return { run, matrix, block, unit, e, key, gh, gw, patch: r * gw + c, pr: r, pc: c, missing, feeds: !missing && matrix !== "stem" && !!run.at[`slope.${block}`] };
  }

  // The colour scale goes from -limit to limit, the same for both runs.
  function mapLimit(views) {
    const how = get("scale");
    return Math.max(...views.filter((v) => !v.missing).map((v) => how === "training" ? v.run.top(v.key) : how === "epoch" ? v.run.limit(v.key, v.e) : maxAbs(unitValues(v))), 0);
  }
  function feedLimit(views) {
    return Math.max(...views.filter((v) => v.feeds).map((v) => {
      const es = get("scale") === "training" ? v.run.epochs.map((_, e) => e) : [v.e];
      return Math.max(...es.map((e) => maxAbs(feedOf(v.run, v.block, v.patch, e))));
    }), 0);
  }
  function unitValues(v) {
    if (v.matrix !== "stem") return mapOf(v.run, v.matrix, v.block, v.unit, v.e);
    const n = v.run.at.stem.size / v.run.hidden, s = v.run.scale("stem", v.e);
    return Float32Array.from(v.run.values("stem", v.e).subarray(v.unit * n, (v.unit + 1) * n), (q) => s * q);
  }
  // A filter as a colour: no weight is mid grey. Other numbers of channels than three: the first one, in the diverging colours.
  function stemPaint(values, ph, pw, chans, limit) {
    const n = ph * pw, grey = (v) => Math.max(0, Math.min(255, Math.round(127.5 + (127.5 * v) / (limit || 1))));
    return chans === 3 ? (r, c) => { const i = r * pw + c; return pack(grey(values[i]), grey(values[n + i]), grey(values[2 * n + i])); } : (r, c) => colour(values[r * pw + c], limit);
  }

  // ---- drawing everything there is to see; some milliseconds, once a frame at most
  let pending = 0;
  function schedule() { if (!pending) pending = requestAnimationFrame(() => { pending = 0; draw(); }); }

  function draw() {
    for (const canvas of root.querySelectorAll("canvas.wb-cells")) canvas.shown = canvas.clientWidth;
    const matrix = get("matrix"), block = get("block"), unit = get("unit"), epoch = get("epoch"), stem = matrix === "stem", n = units(matrix);
    matrixBox.value = matrix; scaleBox.value = get("scale"); orderBox.value = get("order");
    blockBox.value = block; blockOut.textContent = stem ? "–" : `${block} of ${d.blocks}`; blockBox.disabled = stem || d.blocks < 2;
    blockBox.title = stem ? "The stem comes before the blocks" : "";
    unitBox.max = n - 1; unitBox.value = unit; unitOut.textContent = `${unit} of ${n}`; unitLabel.firstChild.textContent = stem ? "Filter" : "Unit";
    orderBox.disabled = !runs.some((r) => r.order && r.order[stem ? "stem" : `${matrix}.${block}`]);
    const at = Math.max(0, epochs.indexOf(epoch)), train = epochs.length > 1;
    epochBox.value = at; epochOut.textContent = train ? (epoch < 0 ? "before training" : `${epoch}`) : "no history";
    epochBox.setAttribute("aria-valuetext", train ? (epoch < 0 ? "before training" : `epoch ${epoch}`) : "no training history");
    blockBox.setAttribute("aria-valuetext", `block ${block} of ${d.blocks}`);
    play.textContent = get("playing") ? "❚❚ Pause" : "▶ Play";

    const views = panels.map(view), limit = mapLimit(views), flimit = feedLimit(views);
    panels.forEach((p, i) => drawPanel(p, views[i], limit, flimit));
    drawRead(views);
    const v = views.find((o) => !o.missing);
    if (v) note.textContent = noteText(v);
  }

  function drawPanel(p, v, limit, flimit) {
    const { run, matrix, e, gh, gw } = v, stem = matrix === "stem", metrics = run.metrics[e] || {};
    const parts = run.history ? [run.epochs[e] < 0 ? "before training" : `epoch ${run.epochs[e]}`] : [];
    for (const [k, o] of Object.entries(metrics)) if (/valid/.test(k) && typeof o === "number") parts.push(`${k} ${o.toFixed(3)}`);
    p.name.replaceChildren(run.name, element("span", { text: parts.join(" · ") }));
    p.none.textContent = v.missing || ""; p.none.hidden = !v.missing; p.figs.hidden = p.all.el.hidden = !!v.missing;
    if (v.missing) return;
    const values = unitValues(v), [ph, pw] = run.patch, more = run.max[run.at[v.key].k] > limit * 1.0001;
    const over = hover && hover.run === p.i ? hover : null, what = title(v);

    // the unit
    if (stem) {
      const ctx = drawCells(p.map.canvas, ph, pw, cellSize(ph, pw), stemPaint(values, ph, pw, run.chans, limit)), k = p.map.canvas.width / pw;
      if (over && over.kind === "map") frame(ctx, over.c * k, over.r * k, k, k);
    } else {
      const ctx = drawCells(p.map.canvas, gh, gw, cellSize(gh, gw), (r, c) => colour(values[r * gw + c], limit)), k = p.map.canvas.width / gw;
      frame(ctx, v.pc * k, v.pr * k, k, k, true);
      if (over && over.kind !== "all") frame(ctx, over.c * k, over.r * k, k, k);
    }
    p.map.caption.textContent = what;
    p.map.bar.show(limit, more);
    p.map.bar.el.firstChild.style.visibility = stem && run.chans === 3 ? "hidden" : "";
    p.map.bar.el.lastChild.style.visibility = stem && run.chans === 3 ? "hidden" : "";
    p.map.canvas.setAttribute("aria-label", `${what}. ${stem ? `${ph} by ${pw} pixels` : `${gh} by ${gw} patches`}. Arrow keys move${stem ? "" : ", Enter shows what feeds a patch"}, space plays.`);

    // what feeds the chosen patch; for the stem, the filter's channels one by one
    const names = run.chans === 3 ? ["red", "green", "blue"] : [...Array(run.chans).keys()].map((i) => `channel ${i}`);
    p.feed.el.hidden = !stem && !v.feeds;
    if (stem) {
      const n = ph * pw, rows = run.chans * (ph + 1) - 1, k = cellSize(rows, pw);
      const ctx = drawCells(p.feed.canvas, rows, pw, k, (r, c) => { const ch = Math.floor(r / (ph + 1)), y = r % (ph + 1); return y === ph ? 0 : colour(values[ch * n + y * pw + c], limit); });
      if (over && over.kind === "map") for (let ch = 0; ch < run.chans; ch++) frame(ctx, over.c * k, (ch * (ph + 1) + over.r) * k, k, k);
      if (over && over.kind === "feed") frame(ctx, over.c * k, over.r * k, k, k);
      p.feed.canvas.style.maxWidth = `${(18 * pw) / rows}rem`;
      p.feed.caption.textContent = `Its weights for ${names.join(", ")}, from the top`;
      p.feed.bar.show(limit, more);
    } else if (v.feeds) {
      const feed = feedOf(run, v.block, v.patch, e), k = cellSize(gh, gw);
      const ctx = drawCells(p.feed.canvas, gh, gw, k, (r, c) => colour(feed[r * gw + c], flimit));
      frame(ctx, v.pc * k, v.pr * k, k, k, true);
      if (over && over.kind !== "all") frame(ctx, over.c * k, over.r * k, k, k);
      p.feed.canvas.style.maxWidth = "";
      p.feed.caption.textContent = `Block ${v.block}: what feeds patch (${v.pr}, ${v.pc})`;
      p.feed.bar.show(flimit, false);
    }
    p.feed.canvas.setAttribute("aria-label", p.feed.caption.textContent + ". Arrow keys move" + (stem ? "" : ", Enter chooses another patch") + ", space plays.");

    // the image
    if (p.image) {
      const canvas = p.image.canvas, [h, w] = d.header.image_size, k = Math.max(1, Math.round(512 / Math.max(h, w)));
      if (canvas.width !== w * k) { canvas.width = w * k; canvas.height = h * k; }
      const ctx = canvas.getContext("2d"), cw = canvas.width / gw, ch = canvas.height / gh;
      ctx.imageSmoothingEnabled = false;
      if (picture && picture.complete && picture.naturalWidth) ctx.drawImage(picture, 0, 0, canvas.width, canvas.height);
      ctx.lineWidth = 1; ctx.strokeStyle = "rgba(255,255,255,.35)";
      ctx.beginPath();
      for (let i = 1; i < gw; i++) { ctx.moveTo(i * cw, 0); ctx.lineTo(i * cw, canvas.height); }
      for (let i = 1; i < gh; i++) { ctx.moveTo(0, i * ch); ctx.lineTo(canvas.width, i * ch); }
      ctx.stroke();
      frame(ctx, v.pc * cw, v.pr * ch, cw, ch, true);
      if (over && !stem && over.kind !== "all") frame(ctx, over.c * cw, over.r * ch, cw, ch);
      if (over && stem && over.kind === "image") frame(ctx, over.c * cw, over.r * ch, cw, ch);
      p.image.caption.textContent = "The input image in its patches";
      canvas.setAttribute("aria-label", "The input image in its patches. Arrow keys move, Enter chooses a patch, space plays.");
    }

    // all units, small
    const [uh, uw] = stem ? [ph, pw] : [gh, gw], n = run.units(matrix), cols = Math.min(n, columns(n)), rows = Math.ceil(n / cols), order = orderOf(v);
    const q = run.values(v.key, e), s = run.scale(v.key, e), m = uh * uw * (stem ? run.chans : 1);
    const inks = stem ? order.map((u) => stemPaint(q.subarray(u * m, (u + 1) * m), ph, pw, run.chans, limit / s)) : null;
    const k = Math.max(1, Math.round(900 / (cols * (uw + 1))));
    const ctx = drawCells(p.all.canvas, rows * (uh + 1) - 1, cols * (uw + 1) - 1, k, (r, c) => {
      const i = Math.floor(r / (uh + 1)) * cols + Math.floor(c / (uw + 1)), y = r % (uh + 1), x = c % (uw + 1);
      if (i >= n || y === uh || x === uw) return 0;
      if (stem) return inks[i](y, x);
      return colour(s * (matrix === "fc1" ? q[order[i] * m + y * uw + x] : q[(y * uw + x) * run.tokens + order[i]]), limit);
    });
    const mark = (i, dashed) => frame(ctx, (i % cols) * (uw + 1) * k, Math.floor(i / cols) * (uh + 1) * k, uw * k, uh * k, dashed);
    mark(order.indexOf(v.unit), false);
    if (over && over.kind === "all" && order[over.i] !== v.unit) mark(over.i, true);
    const by = get("order") === "frequency" && order.sorted ? (stem ? "from low to high" : "in opposite pairs, from low to high") + " spatial frequency at the last epoch" : "by number";
    p.all.caption.textContent = `${stem ? "All filters of the stem" : `All units of block ${v.block} token ${matrix}`}, ${by}`;
    p.all.canvas.setAttribute("aria-label", p.all.caption.textContent + ". Arrow keys choose one, space plays.");
  }

  function orderOf(v) {
    const order = get("order") === "frequency" && v.run.order && v.run.order[v.key];
    const res = order ? [...order] : [...Array(v.run.units(v.matrix)).keys()];
    res.sorted = !!order;
    return res;
  }
  function title(v) {
    return v.matrix === "stem" ? `Stem, filter ${v.unit}` : `Block ${v.block}, token ${v.matrix}, ${v.matrix === "fc1" ? "what unit " + v.unit + " reads" : "what unit " + v.unit + " writes"}`;
  }

  // ---- what is under the pointer or the keyboard's cursor, in words
  function describe(v, at) {
    if (v.missing) return v.missing;
    const step = v.run.scale(v.key, v.e), values = unitValues(v), [ph, pw] = v.run.patch;
    if (at.kind === "all") return `${v.matrix === "stem" ? "filter" : "unit"} ${orderOf(v)[at.i]}`;
    if (v.matrix === "stem") {
      if (at.kind === "image") return `patch (${at.r}, ${at.c}), number ${at.r * v.gw + at.c}`;
      const n = ph * pw, r = at.kind === "feed" ? at.r % (ph + 1) : at.r;
      const names = v.run.chans === 3 ? ["red", "green", "blue"] : [...Array(v.run.chans).keys()].map((i) => `channel ${i}`);
      return `filter ${v.unit}, pixel (${r}, ${at.c}) of every patch: ` + names.map((nm, ch) => `${nm} ${format(values[ch * n + r * pw + at.c], step)}`).join(", ");
    }
    const p = at.r * v.gw + at.c, where = `patch (${at.r}, ${at.c}), number ${p}`;
    const weight = `unit ${v.unit} ${v.matrix === "fc1" ? "reads" : "writes to"} it with ${format(values[p], step)}`;
    if (!v.feeds) return `${where}: ${weight}`;
    const feed = feedOf(v.run, v.block, v.patch, v.e), s = maxAbs(feed) / (d.header.bits === 8 ? 50 : 5000);
    return `${where}: ${weight}; it feeds patch (${v.pr}, ${v.pc}) with ${format(feed[p], s)}`;
  }
  function drawRead(views) {
    if (!hover) { read.textContent = "Point at a cell for its value; click a patch to see which patches feed it."; return; }
    read.replaceChildren(...views.map((v, i) => {
      const at = i === hover.run || hover.kind === "all" ? hover : { ...hover, r: Math.floor((hover.r * v.gh) / views[hover.run].gh), c: Math.floor((hover.c * v.gw) / views[hover.run].gw) };
      return element("div", { text: (two ? `${v.run.name}: ` : "") + describe(v, v.matrix === "stem" ? hover : at) });
    }));
  }
  function noteText(v) {
    const half = v.run.scale(v.key, v.e) / 2, how = v.run.feeds;
    const at = { image: "the slope of the GELU at this image, averaged over channels", zero: "the slope of the GELU at an input of zero", half: "one half, that of the GELU at zero (these snapshots keep no biases; WeightHistory(tensors='all') keeps them)" }[how];
    let text = v.matrix === "stem" ? "Filters: no weight is grey; each colour channel from dark (negative) to bright (positive). "
      : `fc1 is (units, patches), fc2 is (patches, units). What feeds a patch: its row of fc2 · diag(slope) · fc1, the derivative of the token-mixing MLP by its (normalised) input, where slope is ${at}; the skip connection, which hands every patch its own value, is left out. `;
    text += `Colours are symmetric around zero. Numbers are kept in ${d.header.bits} bits: within ±${(half || 0).toPrecision(2)} of the weights here`;
    if (v.feeds) text += `, and what feeds a patch within about ${d.header.bits === 8 ? "2%" : "0.01%"} of its row's largest value`;
    if (v.run.total > v.run.epochs.length) text += `. ${v.run.epochs.length} of the run's ${v.run.total} snapshots`;
    return text + ". Everything is counted from 0; patches are (row, column), from the top left.";
  }

  // ---- pointer and keyboard on the canvases
  function shape(p, kind) {                        // rows and columns of cells
    const v = view(p), stem = v.matrix === "stem", [ph, pw] = p.run.patch;
    if (kind === "all") { const n = p.run.units(v.matrix), cols = Math.min(n, columns(n)); return [Math.ceil(n / cols), cols]; }
    if (stem && kind === "map") return [ph, pw];
    if (stem && kind === "feed") return [p.run.chans * (ph + 1) - 1, pw];
    return [v.gh, v.gw];
  }
  function listen(p, kind) {
    const canvas = p[kind].canvas;
    const cellAt = (ev) => {
      const box = canvas.getBoundingClientRect(), [rows, cols] = shape(p, kind);
      const part = (x, size, n) => Math.max(0, Math.min(n - 1, Math.floor((x / size) * n)));
      return at(part(ev.clientY - box.top, box.height, rows), part(ev.clientX - box.left, box.width, cols));
    };
    const at = (r, c) => {
      const [rows, cols] = shape(p, kind), v = view(p);
      if (kind === "all") return { run: p.i, kind, r, c, i: Math.min(r * cols + c, p.run.units(v.matrix) - 1) };
      if (kind === "feed" && v.matrix === "stem" && r % (p.run.patch[0] + 1) === p.run.patch[0]) r -= 1;   // the gap between two channels
      return { run: p.i, kind, r: Math.min(r, rows - 1), c: Math.min(c, cols - 1) };
    };
    const choose = (o) => {
      const v = view(p);
      if (v.missing) return;
      if (kind === "all") set({ unit: orderOf(v)[o.i] });
      else if (kind === "image" || v.matrix !== "stem") {
        const [h0, w0] = runs[0].grid;
        set({ patch: Math.floor((o.r * h0) / v.gh) * w0 + Math.floor((o.c * w0) / v.gw) });
      }
    };
    canvas.addEventListener("pointermove", (ev) => { hover = cellAt(ev); schedule(); });
    canvas.addEventListener("pointerleave", () => { hover = null; schedule(); });
    canvas.addEventListener("click", (ev) => { hover = cursor = cellAt(ev); choose(hover); say(describe(view(p), hover)); schedule(); });
    canvas.addEventListener("blur", () => { hover = null; schedule(); });
    canvas.addEventListener("keydown", (ev) => {
      const v = view(p), [rows, cols] = shape(p, kind);
      const here = kind === "all" ? (() => { const i = orderOf(v).indexOf(v.unit); return { r: Math.floor(i / cols), c: i % cols }; })()
        : cursor && cursor.kind === kind && cursor.run === p.i ? cursor : v.matrix === "stem" && kind !== "image" ? { r: 0, c: 0 } : { r: v.pr, c: v.pc };
      const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -cols], End: [0, cols], PageUp: [-rows, 0], PageDown: [rows, 0] }[ev.key];
      if (move) {
        let r = here.r + move[0], c = here.c + move[1];
        if (kind === "feed" && v.matrix === "stem" && move[0] && r % (p.run.patch[0] + 1) === p.run.patch[0]) r += move[0];
        hover = cursor = at(Math.max(0, Math.min(rows - 1, r)), Math.max(0, Math.min(cols - 1, c)));
        if (kind === "all") choose(cursor);
        say(describe(v, cursor));
      } else if (ev.key === "Enter") {
        cursor = cursor && cursor.kind === kind && cursor.run === p.i ? cursor : at(here.r, here.c);
        choose(cursor);
        say(describe(view(p), cursor));
      } else return;
      ev.preventDefault();
      schedule();
    });
  }
  root.onkeydown = (ev) => {
    if (ev.key === " " && !["BUTTON", "SELECT"].includes(ev.target.tagName) && epochs.length > 1) { ev.preventDefault(); set({ playing: !get("playing") }); }
  };
  let talk = 0;
  function say(text) { clearTimeout(talk); talk = setTimeout(() => { live.textContent = text; }, 150); }

  const names = ["block", "matrix", "unit", "patch", "epoch", "scale", "order", "playing"];
  const changed = () => {
    schedule();
    if (get("playing")) return;
    const v = panels.map(view)[0];
    say(`${v.missing || title(v)}${v.run.history ? `, ${v.run.epochs[v.e] < 0 ? "before training" : `epoch ${v.run.epochs[v.e]}`}` : ""}`);
  };
  for (const name of names) model.on(`change:${name}`, changed);
  draw();
  return () => { cancelAnimationFrame(pending); clearTimeout(talk); root.onkeydown = null; for (const name of names) model.off(`change:${name}`, changed); };
}

export default { initialize, render };
