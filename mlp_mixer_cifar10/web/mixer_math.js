// The arithmetic of a Mixer on typed arrays. A matrix is a flat array, row after row. A layer is {w, b}, as in PyTorch:
// w has a row for each output, b a number for each.

// rows of x (rows, inputs) through a dense layer: (rows, outputs). Four outputs at a time, for the speed.
export function dense(x, rows, layer) {
  const { w, b } = layer, outputs = b.length, inputs = w.length / outputs;
  const out = new Float32Array(rows * outputs), whole = outputs - (outputs % 4);
  for (let r = 0; r < rows; r++) {
    const from = r * inputs, to = r * outputs;
    for (let o = 0; o < whole; o += 4) {
      let s0 = b[o], s1 = b[o + 1], s2 = b[o + 2], s3 = b[o + 3];
      let i0 = o * inputs, i1 = i0 + inputs, i2 = i1 + inputs, i3 = i2 + inputs;
      for (let i = from, end = from + inputs; i < end; i++) {
        const v = x[i];
        s0 += v * w[i0++];
        s1 += v * w[i1++];
        s2 += v * w[i2++];
        s3 += v * w[i3++];
      }
      out[to + o] = s0;
      out[to + o + 1] = s1;
      out[to + o + 2] = s2;
      out[to + o + 3] = s3;
    }
    for (let o = whole; o < outputs; o++) {
      let s = b[o];
      for (let i = 0; i < inputs; i++) s += x[from + i] * w[o * inputs + i];
      out[to + o] = s;
    }
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

// The error function, to 1.2e-7 (Numerical Recipes' erfc, by Chebyshev).
const ERFC = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
  0.17087277,
];
export function erf(x) {
  const z = Math.abs(x), t = 1 / (1 + 0.5 * z);
  let p = 0;
  for (let i = ERFC.length - 1; i >= 0; i--) p = p * t + ERFC[i];
  const rest = t * Math.exp(p - z * z);
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
