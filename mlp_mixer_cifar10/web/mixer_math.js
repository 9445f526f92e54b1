// The arithmetic of a Mixer on typed arrays. A matrix is a flat array, row after row. A layer is {w, b}, as in PyTorch:
// w has a row for each output, b a number for each.

// The product of row r of x and row o of w, and a bias.
function oneProduct(x, r, { w, b }, o, inputs) {
  let total = b[o];
  for (let i = 0; i < inputs; i++) total += x[r * inputs + i] * w[o * inputs + i];
  return total;
}

// Rows r, r + 1 of x by outputs o to o + 3 at once: six numbers read give eight products. Half again as fast.
function productsOfEight(x, r, { w, b }, o, inputs, out, outputs) {
  let i0 = o * inputs, i1 = i0 + inputs, i2 = i1 + inputs, i3 = i2 + inputs;
  let s0 = b[o], s1 = b[o + 1], s2 = b[o + 2], s3 = b[o + 3], t0 = s0, t1 = s1, t2 = s2, t3 = s3;
  for (let i = r * inputs, j = i + inputs, end = j; i < end; i++, j++) {
    const u = x[i], v = x[j], w0 = w[i0++], w1 = w[i1++], w2 = w[i2++], w3 = w[i3++];
    s0 += u * w0; s1 += u * w1; s2 += u * w2; s3 += u * w3;
    t0 += v * w0; t1 += v * w1; t2 += v * w2; t3 += v * w3;
  }
  const first = r * outputs + o, second = first + outputs;
  out[first] = s0; out[first + 1] = s1; out[first + 2] = s2; out[first + 3] = s3;
  out[second] = t0; out[second + 1] = t1; out[second + 2] = t2; out[second + 3] = t3;
}

// Rows of x (rows, inputs) through a dense layer: (rows, outputs).
export function dense(x, rows, layer) {
  const outputs = layer.b.length, inputs = layer.w.length / outputs, out = new Float32Array(rows * outputs);
  const even = rows - (rows % 2), whole = outputs - (outputs % 4);
  for (let o = 0; o < whole; o += 4) {
    for (let r = 0; r < even; r += 2) productsOfEight(x, r, layer, o, inputs, out, outputs);
  }
  for (let r = 0; r < rows; r++) {
    for (let o = r < even ? whole : 0; o < outputs; o++) out[r * outputs + o] = oneProduct(x, r, layer, o, inputs);
  }
  return out;
}

export function transpose(x, rows, columns) {
  const out = new Float32Array(x.length);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[c * rows + r] = x[r * columns + c];
  return out;
}

export function sum(a, b) {
  const out = new Float32Array(a.length);
  for (let i = 0; i < a.length; i++) out[i] = a[i] + b[i];
  return out;
}

// Each row to mean 0 and variance 1 (nearly: eps is added to the variance), and the 1 / sigma of each row.
export function standardise(x, rows, eps) {
  const n = x.length / rows, out = new Float32Array(x.length), scale = new Float32Array(rows);
  for (let r = 0; r < rows; r++) {
    const from = r * n;
    let mean = 0, variance = 0;
    for (let i = 0; i < n; i++) mean += x[from + i] / n;
    for (let i = 0; i < n; i++) variance += (x[from + i] - mean) ** 2 / n;
    scale[r] = 1 / Math.sqrt(variance + eps);
    for (let i = 0; i < n; i++) out[from + i] = (x[from + i] - mean) * scale[r];
  }
  return { out, scale };
}

export function layerNorm(x, rows, norm, eps) {
  const { out } = standardise(x, rows, eps), n = norm.w.length;
  for (let i = 0; i < out.length; i++) out[i] = out[i] * norm.w[i % n] + norm.b[i % n];
  return out;
}

// The error function, to 1.5e-7 (Abramowitz and Stegun, 7.1.26).
export function erf(x) {
  const z = Math.abs(x), t = 1 / (1 + 0.3275911 * z);
  const p = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const rest = p * Math.exp(-z * z);
  return x < 0 ? rest - 1 : 1 - rest;
}

const TANH_SCALE = Math.sqrt(2 / Math.PI), CUBIC = 0.044715;
const tanhOf = (x) => 1 - 2 / (Math.exp(2 * TANH_SCALE * (x + CUBIC * x * x * x)) + 1);

// The share of x that a GELU lets through.
const share = (x, form) => 0.5 * (1 + (form === "tanh" ? tanhOf(x) : erf(x * Math.SQRT1_2)));

export function gelu(x, form) {
  const out = new Float32Array(x.length);
  for (let i = 0; i < x.length; i++) out[i] = x[i] * share(x[i], form);
  return out;
}

// The derivative of the GELU at a number.
export function geluSlope(x, form) {
  if (form !== "tanh") return share(x, form) + (x * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI);
  const t = tanhOf(x);
  return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * TANH_SCALE * (1 + 3 * CUBIC * x * x);
}

export function softmax(logits) {
  const top = Math.max(...logits), e = Float64Array.from(logits, (v) => Math.exp(v - top));
  const total = e.reduce((a, b) => a + b, 0);
  return Float32Array.from(e, (v) => v / total);
}
