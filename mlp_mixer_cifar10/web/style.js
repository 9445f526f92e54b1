// How the browser looks. It takes its colours from JupyterLab, VS Code or the page around it, light or dark; its shape
// from its own width, and that of each run.

const COLOURS = `
.wb {
  --wb-line: color-mix(in srgb, currentColor 22%, transparent);
  --wb-edge: color-mix(in srgb, currentColor 62%, transparent);
  --wb-focus: #2f7fe0; container-type: inline-size;
  color: var(--jp-ui-font-color1, var(--vscode-foreground, inherit));
  font: 14px/1.4 system-ui, sans-serif; text-align: left;
}
.wb * { box-sizing: border-box; }
.wb [hidden] { display: none !important; }
.wb .wb-in { position: relative; padding: 6px; max-width: 68rem; }
.wb :focus-visible { outline: 3px solid var(--wb-focus); outline-offset: 2px; border-radius: 2px; }
`;

const CONTROLS = `
.wb .wb-controls { display: grid; gap: .5rem; margin: 0 0 .5rem; }
.wb .wb-selects, .wb .wb-sliders { display: grid; gap: .4rem 1.5rem; }
.wb label {
  display: grid; grid-template-columns: 4.6rem 1fr auto; align-items: center; gap: .5rem; min-height: 1.9rem;
}
.wb label select { grid-column: 2 / -1; }
.wb output { min-width: 4.6rem; text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.wb input[type=range] { width: 100%; min-width: 0; accent-color: var(--wb-focus); margin: 0; min-height: 1.5rem; }
.wb select, .wb button {
  font: inherit; color: inherit; background: transparent; border: 1px solid var(--wb-edge); border-radius: 4px;
  padding: .2rem .5rem; min-width: 0; min-height: 1.8rem;
}
.wb select option { color: #111; background: #fff; }
.wb button { min-width: 5.4rem; cursor: pointer; }
.wb .wb-train { display: grid; gap: .4rem 1.5rem; align-items: end; }
.wb .wb-play { display: flex; gap: 1rem; align-items: center; }
.wb .wb-play label { grid-template-columns: auto 1fr; }
.wb .wb-curve, .wb .wb-time label {
  display: grid; grid-template-columns: 4.6rem 1fr 6.5rem; gap: .5rem; align-items: center;
}
.wb .wb-plot { position: relative; height: 2.5rem; margin: 0 8px; border-bottom: 1px solid var(--wb-line); }
.wb .wb-plot svg { display: block; width: 100%; height: 100%; overflow: visible; }
.wb .wb-plot polyline { fill: none; stroke: currentColor; stroke-width: 1.6px; vector-effect: non-scaling-stroke; }
.wb .wb-here { position: absolute; top: 0; bottom: 0; width: 2px; margin-left: -1px; background: var(--wb-focus); }
@container (min-width: 40rem) {
  .wb .wb-sliders, .wb .wb-selects { grid-template-columns: repeat(auto-fit, minmax(0, 1fr)); grid-auto-flow: column; }
  .wb .wb-selects label { grid-template-columns: auto 1fr; }
  .wb .wb-train { grid-template-columns: auto 1fr; }
}
@container (min-width: 40rem) and (max-width: 58rem) {
  .wb .wb-selects:has(> label:nth-child(4)) { grid-template-columns: 1fr 1fr; grid-auto-flow: row; }
  .wb .wb-selects:has(> label:nth-child(4)) label { grid-template-columns: 4.6rem 1fr; }
}
`;

const PICTURES = `
.wb .wb-runs { display: grid; gap: 1rem 2rem; }
.wb .wb-run { min-width: 0; }
.wb .wb-box { container-type: inline-size; }
.wb .wb-name { font-weight: 600; margin: .2rem 0 .5rem; border-bottom: 1px solid var(--wb-line); }
.wb .wb-name span { font-weight: 400; margin-left: .6rem; font-variant-numeric: tabular-nums; }
.wb .wb-figs { display: grid; grid-template-columns: 1fr 1fr; gap: .3rem 1.2rem; }
.wb .wb-figs[data-n="1"] { grid-template-columns: 1fr; }
.wb .wb-figs[data-n="3"] > :first-child { grid-column: 1 / -1; }
.wb figure { margin: 0 0 .6rem; min-width: 0; }
.wb .wb-figs figure {
  display: grid; grid-row: span 3; grid-template-rows: subgrid; align-items: start; row-gap: .3rem;
}
.wb figcaption b, .wb figcaption span { display: block; }
.wb figcaption b { font-weight: 600; }
.wb .wb-all figcaption { padding-bottom: .3rem; }
.wb canvas { display: block; width: 100%; height: auto; image-rendering: pixelated; border-radius: 2px; }
.wb canvas.wb-cells { cursor: crosshair; touch-action: manipulation; }
.wb .wb-bar { font-size: 12px; font-variant-numeric: tabular-nums; }
.wb .wb-bar canvas { height: .6rem; }
.wb .wb-bar div { display: flex; justify-content: space-between; }
@container (min-width: 34rem) {
  .wb .wb-figs[data-n="3"] { grid-template-columns: repeat(3, 1fr); }
  .wb .wb-figs[data-n="3"] > :first-child { grid-column: auto; }
}
@container (min-width: 40rem) { .wb .wb-figs[data-n="4"] { grid-template-columns: repeat(4, 1fr); } }
@container (min-width: 60rem) { .wb .wb-runs[data-n="2"] { grid-template-columns: 1fr 1fr; } }
@container (min-width: 74rem) {
  .wb .wb-in { max-width: 112rem; }
  .wb .wb-runs[data-n="1"] .wb-body { display: grid; grid-template-columns: 11fr 9fr; gap: 2rem; align-items: start; }
}
`;

const TEXTS = `
.wb .wb-read { margin: .3rem 0; font-variant-numeric: tabular-nums; }
.wb .wb-tip {
  position: absolute; z-index: 2; pointer-events: none; white-space: nowrap; padding: .1rem .4rem; border-radius: 4px;
  font-size: 12px; font-variant-numeric: tabular-nums; color: #fff; background: #222; border: 1px solid #fff;
}
.wb .wb-more { margin: .3rem 0 0; max-width: 60rem; }
.wb .wb-more summary { cursor: pointer; width: fit-content; min-height: 1.5rem; }
.wb .wb-more p { margin: .3rem 0 0; font-size: 13px; }
.wb .wb-none { padding: 1rem 0; }
.wb .wb-sr {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
`;

export const CSS = COLOURS + CONTROLS + PICTURES + TEXTS;
