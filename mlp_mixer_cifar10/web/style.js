// How the browser looks. It takes its colours from JupyterLab, VS Code or the page around it, light or dark.

export const CSS = `
.wb {
  --wb-line: color-mix(in srgb, currentColor 30%, transparent); --wb-focus: #2f7fe0;
  color: var(--jp-ui-font-color1, var(--vscode-foreground, inherit));
  font: 14px/1.35 system-ui, sans-serif; text-align: left; max-width: 70rem;
}
.wb * { box-sizing: border-box; }
.wb .wb-controls {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: .3rem 1.5rem; margin: 0 0 .5rem;
}
.wb label {
  display: grid; grid-template-columns: 4.2rem 1fr auto; align-items: center; gap: .5rem; min-height: 1.9rem;
}
.wb label select { grid-column: 2 / -1; }
.wb label output { min-width: 3.2rem; text-align: right; font-variant-numeric: tabular-nums; }
.wb .wb-train {
  grid-column: 1 / -1; display: grid; grid-template-columns: auto 1fr; gap: .6rem; align-items: center;
}
.wb .wb-train output { min-width: 4.5rem; }
.wb input[type=range] { width: 100%; min-width: 0; accent-color: var(--wb-focus); margin: 0; }
.wb select, .wb button {
  font: inherit; color: inherit; background: transparent; border: 1px solid var(--wb-line); border-radius: 4px;
  padding: .15rem .5rem; min-width: 0;
}
.wb select option { color: #111; background: #fff; }
.wb button { min-width: 5.2rem; cursor: pointer; }
.wb button:disabled, .wb input:disabled, .wb select:disabled { opacity: .45; cursor: default; }
.wb :focus-visible { outline: 3px solid var(--wb-focus); outline-offset: 2px; }
.wb .wb-runs {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 21rem), 1fr)); gap: 1rem 2rem;
}
.wb .wb-name { font-weight: 600; margin: .2rem 0; border-bottom: 1px solid var(--wb-line); }
.wb .wb-name span { font-weight: 400; opacity: .8; margin-left: .6rem; font-variant-numeric: tabular-nums; }
.wb .wb-figs {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .6rem 1.2rem;
  align-items: start; max-width: 52rem;
}
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
.wb .wb-sr {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
`;
