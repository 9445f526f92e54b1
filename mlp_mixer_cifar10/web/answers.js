// How the picture answers to a filter of the stem, patch by patch.

import { filterOf } from "./decode.js";

// The sum of filter times picture in each patch. The bias is left out: it is the same for all patches.
export function answersOf(run, unit, e) {
  const { shape: [chans, height, width], scale, values } = run.picture;
  const filter = filterOf(run, unit, e), [gh, gw] = run.grid, [ph, pw] = run.patch;
  const res = new Float32Array(gh * gw);
  for (let ch = 0, i = 0; ch < chans; ch++) for (let y = 0; y < ph; y++) for (let x = 0; x < pw; x++, i++) {
    const w = scale * filter[i];
    for (let r = 0; r < gh; r++) {
      const row = (ch * height + r * ph + y) * width + x;
      for (let c = 0; c < gw; c++) res[r * gw + c] += w * values[row + c * pw];
    }
  }
  return res;
}
