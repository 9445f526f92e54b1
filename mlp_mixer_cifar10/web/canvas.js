// Cells, frames and colours on a canvas.

// A colour in one number, as image data have it (0: nothing there).
export const pack = (r, g, b) => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;

// 257 packed colours from a table of bytes; zero has the middle one.
export function colourTable(lut) {
  return Uint32Array.from({ length: 257 }, (_, i) => pack(lut[3 * i], lut[3 * i + 1], lut[3 * i + 2]));
}

// A value as one of `colours`, on a scale from -limit to limit.
export function signedColour(colours, v, limit) {
  return colours[Math.max(0, Math.min(256, Math.round(128 + (128 * v) / (limit || 1))))];
}

const grey = (v, limit) => Math.max(0, Math.min(255, Math.round(127.5 + (127.5 * v) / (limit || 1))));

// Paints a filter (channels, height, width): in its own colours if there are three channels, where no weight is mid
// grey; otherwise the first channel, in the diverging colours.
export function filterPaint(colours, values, [ph, pw], chans, limit) {
  if (chans !== 3) return (r, c) => signedColour(colours, values[r * pw + c], limit);
  const n = ph * pw;
  return (r, c) => pack(...[0, n, 2 * n].map((from) => grey(values[from + r * pw + c], limit)));
}

const scratch = document.createElement("canvas");

// Draw rows x cols cells, `k` device pixels each; `paint(r, c)` gives a packed colour.
export function drawCells(canvas, rows, cols, k, paint) {
  scratch.width = cols;
  scratch.height = rows;
  const sctx = scratch.getContext("2d", { willReadFrequently: true }), image = sctx.createImageData(cols, rows);
  const pixels = new Uint32Array(image.data.buffer);
  for (let r = 0, i = 0; r < rows; r++) for (let c = 0; c < cols; c++, i++) pixels[i] = paint(r, c);
  sctx.putImageData(image, 0, 0);
  resize(canvas, rows * k, cols * k);
  const ctx = canvas.getContext("2d");
  ctx.imageSmoothingEnabled = false;
  ctx.clearRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(scratch, 0, 0, canvas.width, canvas.height);
  return ctx;
}

// Only if need be: it clears the canvas.
function resize(canvas, height, width) {
  if (canvas.width === width && canvas.height === height) return;
  canvas.width = width;
  canvas.height = height;
}

// A frame that is seen on any colour: white within black.
export function frame(ctx, x, y, w, h, dashed) {
  const { width, shown } = ctx.canvas, t = Math.min((1.1 * width) / (shown || width), Math.min(w, h) / 9);
  const stroke = (dash, thick, colour) => {
    ctx.setLineDash(dash);
    ctx.lineWidth = thick * t;
    ctx.strokeStyle = colour;
    ctx.strokeRect(x + t, y + t, w - 2 * t, h - 2 * t);
  };
  stroke([], 4, "#000");
  stroke(dashed ? [5 * t, 4 * t] : [], 1.6, "#fff");
  ctx.setLineDash([]);
}

// The input image, and lines between its patches (rows x cols).
export function drawImage(canvas, picture, [h, w], [rows, cols]) {
  const k = Math.max(1, Math.round(512 / Math.max(h, w)));
  resize(canvas, h * k, w * k);
  const ctx = canvas.getContext("2d"), ch = canvas.height / rows, cw = canvas.width / cols;
  ctx.imageSmoothingEnabled = false;
  if (picture && picture.complete && picture.naturalWidth) ctx.drawImage(picture, 0, 0, canvas.width, canvas.height);
  ctx.lineWidth = 1;
  ctx.strokeStyle = "rgba(255,255,255,.35)";
  ctx.beginPath();
  const line = (x0, y0, x1, y1) => { ctx.moveTo(x0, y0); ctx.lineTo(x1, y1); };
  for (let i = 1; i < cols; i++) line(i * cw, 0, i * cw, canvas.height);
  for (let i = 1; i < rows; i++) line(0, i * ch, canvas.width, i * ch);
  ctx.stroke();
  return { ctx, ch, cw };
}

// Device pixels of a cell, for a map about 512 wide or high.
export const cellSize = (rows, cols) => Math.max(2, Math.round(512 / Math.max(rows, cols)));

// Small maps in a row of `width` CSS pixels: 8, 16 or 32, so that each is wide enough to be seen and hit. Where that
// makes very many rows, they may be smaller.
export function columnsFor(n, width) {
  const most = n <= 24 ? 8 : n <= 192 ? 16 : 32;
  const wideEnough = (o) => width / o >= 30 || (width / o >= 18 && n / o > 12);
  return [32, 16].find((o) => o <= most && (!width || wideEnough(o))) || 8;
}

// An HTML element with attributes (`text`: what it says; null: left out) and children.
export function element(tag, attrs = {}, ...children) {
  const el = document.createElement(tag);
  for (const [k, v] of Object.entries(attrs)) {
    if (v === null || v === undefined) continue;
    if (k === "text") el.textContent = v;
    else el.setAttribute(k, v);
  }
  el.append(...children);
  return el;
}
