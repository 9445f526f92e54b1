// A picture's bytes, and the reader's own picture in a form that fits into a link.

import { element } from "./canvas.js";
import { fitMiddle } from "./mixer_picture.js";

// Whatever a canvas can draw, on white, as {rgba, width, height}.
export function bytesOf(source, width, height) {
  const canvas = element("canvas", { width, height }),
    ctx = canvas.getContext("2d", { willReadFrequently: true });
  ctx.fillStyle = "#fff";
  ctx.fillRect(0, 0, width, height);
  ctx.drawImage(source, 0, 0, width, height);
  return { rgba: ctx.getImageData(0, 0, width, height).data, width, height };
}

export async function loadBytes(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  return bytesOf(image, image.naturalWidth, image.naturalHeight);
}

// The middle of a picture at the size of the training images, as the address of a PNG: short enough for a link.
export function asOwn(source, width, height, model) {
  const { rgba } = bytesOf(source, width, height),
    { size } = model,
    rgb = new Uint8ClampedArray(width * height * 3);
  for (let i = 0, o = 0; i < rgba.length; i += 4) for (let c = 0; c < 3; c++) rgb[o++] = rgba[i + c];
  const fit = fitMiddle(rgb, width, height, size);
  const canvas = element("canvas", { width: size, height: size }),
    ctx = canvas.getContext("2d");
  const image = ctx.createImageData(size, size);
  for (let i = 0; i < size * size; i++) {
    for (let c = 0; c < 3; c++) image.data[4 * i + c] = fit[3 * i + c];
    image.data[4 * i + 3] = 255;
  }
  ctx.putImageData(image, 0, 0);
  return canvas.toDataURL("image/png");
}
