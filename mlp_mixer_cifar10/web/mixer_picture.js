// From the pixels of any picture to what a Mixer takes, as Python does it: over white, its middle, scaled to the size
// of the training images in whole levels (Pillow's ImageOps.fit), then sampled at the model's own size.

// RGBA bytes over white, as RGB bytes.
function overWhite(rgba) {
  const out = new Uint8ClampedArray((rgba.length / 4) * 3);
  for (let i = 0, o = 0; i < rgba.length; i += 4) {
    const a = rgba[i + 3] / 255;
    for (let c = 0; c < 3; c++) out[o++] = rgba[i + c] * a + 255 * (1 - a);
  }
  return out;
}

// Pillow's bilinear filter: for each of n outputs its first input and the weights, in units of 2^-22.
function triangles(inputs, from, to, n) {
  const step = (to - from) / n, wide = Math.max(step, 1), res = [];
  for (let i = 0; i < n; i++) {
    const centre = from + (i + 0.5) * step;
    const first = Math.max(0, Math.trunc(centre - wide + 0.5));
    const end = Math.min(inputs, Math.trunc(centre + wide + 0.5));
    const w = [];
    for (let j = first; j < end; j++) w.push(Math.max(0, 1 - Math.abs((j - centre + 0.5) / wide)));
    const total = w.reduce((a, b) => a + b, 0);
    res.push({ first, weights: w.map((v) => Math.trunc(0.5 + (v / total) * 2 ** 22)) });
  }
  return res;
}

// One pass over an axis: `lines` lines, `jump` apart, whose pixels lie `stride` apart.
function pass(x, out, filters, lines, jump, outJump, stride, outStride) {
  for (let line = 0; line < lines; line++) {
    for (let i = 0; i < filters.length; i++) {
      const { first, weights } = filters[i];
      for (let c = 0; c < 3; c++) {
        let s = 2 ** 21;
        for (let j = 0; j < weights.length; j++) s += x[line * jump + (first + j) * stride + c] * weights[j];
        out[line * outJump + i * outStride + c] = Math.floor(s / 2 ** 22);
      }
    }
  }
  return out;
}

// The middle of RGB bytes (height, width, 3), scaled to size x size.
export function fitMiddle(rgb, width, height, size) {
  if (width === size && height === size) return rgb;
  const side = Math.min(width, height), left = (width - side) / 2, top = (height - side) / 2;
  const across = triangles(width, Math.fround(left), Math.fround(left + side), size);
  const down = triangles(height, Math.fround(top), Math.fround(top + side), size);
  const flat = new Uint8ClampedArray(height * size * 3);
  if (width === size) flat.set(rgb);
  else pass(rgb, flat, across, height, width * 3, size * 3, 3, 3);
  if (height === size) return flat;
  return pass(flat, new Uint8ClampedArray(size * size * 3), down, size, 3, 3, size * 3, size * 3);
}

// Where the n pixels of one axis lie among `inputs`: the neighbours and the share of the second.
function places(inputs, n) {
  return Array.from({ length: n }, (_, i) => {
    const at = Math.min(Math.max(((i + 0.5) * inputs) / n - 0.5, 0), inputs - 1), first = Math.floor(at);
    return [first, Math.min(first + 1, inputs - 1), at - first];
  });
}

// RGB bytes (from, from, 3) sampled at size x size: (3, size, size), 0 to 1.
export function sample(rgb, from, size) {
  const at = places(from, size), out = new Float32Array(3 * size * size);
  const pixel = (row, column, c) => rgb[(row * from + column) * 3 + c] / 255;
  for (let c = 0, o = 0; c < 3; c++) {
    for (const [r0, r1, fr] of at) {
      for (const [c0, c1, fc] of at) {
        const upper = pixel(r0, c0, c) * (1 - fc) + pixel(r0, c1, c) * fc;
        const lower = pixel(r1, c0, c) * (1 - fc) + pixel(r1, c1, c) * fc;
        out[o++] = upper * (1 - fr) + lower * fr;
      }
    }
  }
  return out;
}

// RGBA bytes of a picture to (3, S, S), 0 to 1: what the model sees, before it is normalised.
export function fitPicture(rgba, width, height, model) {
  if (!(width >= 1 && height >= 1) || rgba.length !== width * height * 4) {
    throw new Error(`a picture of ${width} x ${height} has ${width * height * 4} bytes of RGBA, not ${rgba.length}`);
  }
  return sample(fitMiddle(overWhite(rgba), width, height, model.size), model.size, model.imgSize);
}
