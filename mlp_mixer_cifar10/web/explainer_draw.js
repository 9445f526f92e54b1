// Pictures of patches and of numbers, on canvases as sharp as the screen.

export const BLUE = [47, 127, 224],
  ORANGE = [232, 113, 10];

// A number as ink on any ground: orange above zero, blue below, as strong as it is large.
export function ink(v, limit) {
  const t = Math.min(1, Math.abs(v) / (limit || 1));
  return `rgba(${(v < 0 ? BLUE : ORANGE).join()},${t.toFixed(3)})`;
}

export function largest(values) {
  let top = 0;
  for (const v of values) top = Math.max(top, Math.abs(v));
  return top;
}

// A context whose unit is a CSS pixel; `tall`: height as a share of the width.
export function open(canvas, tall) {
  const width = canvas.clientWidth || 300,
    height = Math.round(width * tall),
    k = window.devicePixelRatio || 1;
  canvas.style.height = `${height}px`;
  if (canvas.width !== Math.round(width * k) || canvas.height !== Math.round(height * k)) {
    canvas.width = Math.round(width * k);
    canvas.height = Math.round(height * k);
  }
  const ctx = canvas.getContext("2d");
  ctx.setTransform(k, 0, 0, k, 0, 0);
  ctx.clearRect(0, 0, width, height);
  ctx.imageSmoothingEnabled = false;
  ctx.font = "12px system-ui, sans-serif";
  const text = getComputedStyle(canvas).color;
  return { ctx, width, height, text };
}

// (3, size, size), 0 to 1, as a canvas of size x size.
export function pixelCanvas(pixels, size) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const ctx = canvas.getContext("2d"),
    image = ctx.createImageData(size, size),
    area = size * size;
  for (let i = 0; i < area; i++) {
    for (let c = 0; c < 3; c++) image.data[4 * i + c] = Math.round(255 * pixels[c * area + i]);
    image.data[4 * i + 3] = 255;
  }
  ctx.putImageData(image, 0, 0);
  return canvas;
}

// Where a place lies in a square of `size` at (x, y), with gaps: [left, top, side].
export function placeBox(model, place, { x = 0, y = 0, size, gap = 0 }) {
  const step = size / model.grid,
    side = step - gap;
  return [x + (place % model.grid) * step + gap / 2, y + Math.floor(place / model.grid) * step + gap / 2, side];
}

// The place under a point of such a square, or null.
export function placeUnder(model, px, py, { x = 0, y = 0, size }) {
  const c = Math.floor(((px - x) / size) * model.grid),
    r = Math.floor(((py - y) / size) * model.grid);
  return c >= 0 && r >= 0 && c < model.grid && r < model.grid ? r * model.grid + c : null;
}

// One patch of the picture in a box; a covered one is hatched.
export function drawPatch(ctx, app, patch, [left, top, side]) {
  const { model, picture, store } = app,
    p = model.patchSize;
  if (!store.state.covered.includes(patch)) {
    ctx.drawImage(picture, (patch % model.grid) * p, Math.floor(patch / model.grid) * p, p, p, left, top, side, side);
    return;
  }
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, side, side);
  ctx.fillStyle = app.meanColour;
  ctx.fill();
  ctx.clip();
  ctx.strokeStyle = "rgba(255,255,255,.55)";
  ctx.beginPath();
  for (let d = -side; d < side; d += 6) {
    ctx.moveTo(left + d, top + side);
    ctx.lineTo(left + d + side, top);
  }
  ctx.stroke();
  ctx.restore();
}

// All patches at their places; `alpha(place)`: how clearly each is seen.
export function drawPlaces(ctx, app, box, alpha = () => 1) {
  const { order } = app.store.state;
  for (let place = 0; place < app.model.patches; place++) {
    ctx.globalAlpha = alpha(place);
    drawPatch(ctx, app, order ? order[place] : place, placeBox(app.model, place, box));
  }
  ctx.globalAlpha = 1;
}

// A number at each place, in ink.
export function drawValues(ctx, model, values, box, { limit = largest(values), text = "gray", shown = null } = {}) {
  const n = shown === null ? model.patches : shown;
  ctx.globalAlpha = 0.08;
  ctx.fillStyle = text;
  ctx.fillRect(box.x || 0, box.y || 0, box.size, box.size);
  ctx.globalAlpha = 1;
  for (let place = 0; place < n; place++) {
    const [left, top, side] = placeBox(model, place, box);
    ctx.fillStyle = ink(values[place], limit);
    ctx.fillRect(left, top, side + 0.4, side + 0.4);
  }
}

// A frame that is seen on any colour.
export function frameBox(ctx, box, dashed = false) {
  const left = Math.max(2, box[0]),
    top = Math.max(2, box[1]),
    side = box[2] - 3;
  ctx.setLineDash([]);
  ctx.lineWidth = 4;
  ctx.strokeStyle = "#000";
  ctx.strokeRect(left, top, side, side);
  if (dashed) ctx.setLineDash([4, 3]);
  ctx.lineWidth = 2;
  ctx.strokeStyle = "#fff";
  ctx.strokeRect(left, top, side, side);
  ctx.setLineDash([]);
}

// A row of numbers as bars up and down from a middle line.
export function drawBars(ctx, values, { x, y, width, height, limit = largest(values), text = "gray" }) {
  const step = width / values.length,
    middle = y + height / 2;
  for (let i = 0; i < values.length; i++) {
    const h = (Math.min(1, Math.abs(values[i]) / (limit || 1)) * height) / 2;
    ctx.fillStyle = `rgb(${(values[i] < 0 ? BLUE : ORANGE).join()})`;
    ctx.fillRect(x + i * step, values[i] < 0 ? middle : middle - h, Math.max(0.7, step - 0.6), h);
  }
  ctx.globalAlpha = 0.4;
  ctx.fillStyle = text;
  ctx.fillRect(x, middle - 0.5, width, 1);
  ctx.globalAlpha = 1;
}

// Slow at both ends.
export const ease = (t) => (t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t));
