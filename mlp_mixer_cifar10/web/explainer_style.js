// How the explainer looks. Its colours come from the text's, light or dark, in a page or in a notebook.

export const EXPLAINER_CSS = `
.mx {
  --mx-line: color-mix(in srgb, currentColor 16%, transparent);
  --mx-edge: color-mix(in srgb, currentColor 55%, transparent);
  --mx-card: color-mix(in srgb, currentColor 4%, transparent);
  --mx-soft: color-mix(in srgb, currentColor 78%, transparent);
  --mx-blue: #2f7fe0; --mx-accent: color-mix(in srgb, #2f7fe0 62%, currentColor); --mx-orange: #e8710a;
  --mx-ground: var(--page-ground, var(--jp-layout-color1, var(--vscode-editor-background, Canvas)));
  --mx-above: var(--page-above, 0px); background: var(--mx-ground);
  color: var(--jp-ui-font-color1, var(--vscode-foreground, inherit)); font: 15px/1.5 system-ui, sans-serif;
  text-align: left; max-width: 104rem; margin: 0 auto; container-type: inline-size;
}
.mx.mx-page { padding: 1.2rem clamp(.7rem, 2.5vw, 2.5rem) 1.5rem; }
.framed .mx.mx-page { padding: 6px; }
.mx *, .mx *::before { box-sizing: border-box; }
.mx [hidden] { display: none !important; }
.mx h1, .mx h2, .mx h3, .mx p, .mx figure, .mx ul, .mx ol { margin: 0; padding: 0; }
.mx h1, .mx .mx-head h2 { font-size: 1.9rem; line-height: 1.15; letter-spacing: -.02em; }
.mx h2 { font-size: 1.15rem; line-height: 1.3; letter-spacing: -.01em; }
.mx h3 { font-size: 1rem; }
.mx canvas { display: block; width: 100%; border-radius: 6px; }
.mx ul, .mx ol { list-style: none; }
.mx .mx-head { display: flex; flex-wrap: wrap; gap: .8rem 2rem; align-items: end; justify-content: space-between; }
.mx .mx-head p { max-width: 46rem; margin-top: .4rem; }
.mx .mx-card {
  border: 1px solid var(--mx-line); background: var(--mx-card); border-radius: 14px; padding: 1rem 1.1rem;
}
.mx .mx-card, .mx .mx-units, .mx .mx-two, .mx .mx-tour { scroll-margin-top: calc(7.6rem + var(--page-bar, 0px)); }
.mx .mx-columns {
  display: grid; gap: 1rem; margin-top: 1rem; grid-template-columns: minmax(0, 1fr); align-items: start;
}
.mx .mx-side { display: contents; }
.mx .mx-own { order: 1; }
.mx .mx-answer { order: 2; }
.mx .mx-middle { order: 3; min-width: 0; display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
@container (min-width: 34rem) and (max-width: 46rem) {
  .mx .mx-own { display: grid; grid-template-columns: 17rem minmax(0, 1fr); column-gap: 1.4rem; }
  .mx .mx-own h2 { grid-column: 1 / -1; }
  .mx .mx-own .mx-sources { margin-top: 0; border-top: 0; padding-top: 0; }
}
@container (min-width: 46rem) {
  .mx .mx-columns { grid-template: "own stage" auto "answer stage" 1fr / 18rem minmax(0, 1fr); }
  .mx .mx-own { grid-area: own; }
  .mx .mx-answer { grid-area: answer; }
  .mx .mx-middle { grid-area: stage; }
}
@container (min-width: 72rem) {
  .mx .mx-columns { grid-template: "own stage side" / 17.5rem minmax(0, 1fr) 18rem; }
  .mx .mx-side { grid-area: side; display: grid; gap: 1rem; }
  .mx .mx-answer { grid-area: auto; order: 0; }
  .mx .mx-middle .mx-tour { max-width: none; width: 100%; margin: 0; box-shadow: none; }
  .mx .mx-middle .mx-tour, .mx .mx-side, .mx .mx-own {
    position: sticky; top: calc(6.6rem + var(--mx-above));
  }
}
.mx .mx-card > h2 { margin-bottom: .6rem; }
.mx .mx-main { touch-action: manipulation; cursor: pointer; }
.mx .mx-drawing, .mx .mx-camera { max-width: 19rem; }
.mx .mx-pulls { touch-action: none; cursor: crosshair; }
.mx .mx-places { cursor: pointer; }
.mx .mx-hint, .mx .mx-fact, .mx .mx-effect { font-size: 13.5px; color: var(--mx-soft); }
.mx .mx-fact { margin-top: .6rem; min-height: 3em; }
.mx .mx-hint { margin-top: .4rem; }
.mx .mx-effect { margin-top: .6rem; min-height: 4.5em; color: inherit; }
.mx .mx-said { margin: .6rem 0 0; color: var(--mx-accent); }
.mx .mx-said:empty { display: none; }
.mx :focus-visible { outline: 3px solid var(--mx-blue); outline-offset: 2px; }
.mx .mx-sr {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  margin: 0;
}
.mx button, .mx select {
  font: inherit; font-size: 14px; color: inherit; background: transparent; border: 1px solid var(--mx-edge);
  border-radius: 999px; padding: .35rem .95rem; min-height: 2.2rem; cursor: pointer;
}
.mx select { border-radius: 8px; min-width: 0; }
.mx select option { color: #111; background: #fff; }
.mx button:hover { background: color-mix(in srgb, currentColor 9%, transparent); }
.mx button:disabled { opacity: .45; cursor: default; }
.mx button.mx-strong { background: #1c64c8; border-color: #1c64c8; color: #fff; font-weight: 600; }
.mx button.mx-strong:hover { background: #1655ae; }
.mx .mx-buttons { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.mx input[type=range] { width: 100%; min-width: 0; accent-color: var(--mx-blue); margin: 0; height: 1.8rem; }
.mx input[type=checkbox], .mx input[type=radio] {
  accent-color: var(--mx-blue); width: 1.1rem; height: 1.1rem; margin: 0;
}
.mx .mx-slider {
  display: grid; grid-template-columns: 5rem minmax(0, 1fr) 5.6rem; gap: .7rem; align-items: center; margin: .6rem 0;
}
.mx .mx-slider output { text-align: right; font-variant-numeric: tabular-nums; font-size: 14px; }
.mx .mx-switch { display: inline-flex; gap: .5rem; align-items: center; min-height: 2rem; cursor: pointer; }
.mx .mx-switches { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; margin-bottom: .6rem; }

.mx .mx-rail {
  position: sticky; top: var(--mx-above); z-index: 3; margin-top: 1rem; padding: .5rem 0; display: flex; gap: .8rem;
  align-items: center;
  background: var(--mx-ground);
  border-bottom: 1px solid var(--mx-line);
}
.mx .mx-rail ol {
  display: flex; gap: 1.1rem; overflow-x: auto; padding: 3px; position: relative; scrollbar-width: thin;
}
.mx .mx-rail li { position: relative; flex: none; }
.mx .mx-rail li + li::before {
  content: ""; position: absolute; left: -1.1rem; width: 1.1rem; top: 1.75rem; border-top: 2px solid var(--mx-line);
}
.mx .mx-rail button {
  width: 4.6rem; padding: .3rem; border-radius: 10px; border-color: transparent; font-size: 12.5px; line-height: 1.2;
}
.mx .mx-rail canvas { width: 2.7rem; margin: 0 auto .25rem; border-radius: 4px; }
.mx .mx-rail button[aria-current] { border-color: var(--mx-accent); color: var(--mx-accent); font-weight: 600; }
.mx .mx-now { margin-left: auto; white-space: nowrap; padding-right: .3rem; font-variant-numeric: tabular-nums; }

.mx .mx-tools {
  display: flex; margin-top: .6rem; border: 1px solid var(--mx-edge); border-radius: 999px; overflow: hidden;
}
.mx .mx-tools label { flex: 1; text-align: center; cursor: pointer; position: relative; }
.mx .mx-tools label + label { border-left: 1px solid var(--mx-edge); }
.mx .mx-tools input { position: absolute; opacity: 0; inset: 0; width: 100%; height: 100%; cursor: pointer; }
.mx .mx-tools span { display: block; padding: .35rem; font-size: 14px; }
.mx .mx-tools input:checked + span { background: #1c64c8; color: #fff; font-weight: 600; }
.mx .mx-tools input:focus-visible + span {
  outline: 3px solid var(--mx-blue); outline-offset: -5px; outline-color: #fff;
}
.mx .mx-tools input:not(:checked):focus-visible + span { outline-color: var(--mx-blue); }
.mx .mx-sources { margin-top: .9rem; border-top: 1px solid var(--mx-line); padding-top: .8rem; }
.mx .mx-samples {
  display: grid; grid-template-columns: repeat(auto-fill, minmax(2.6rem, 1fr)); gap: .35rem; margin-bottom: .6rem;
}
.mx .mx-samples button { padding: 2px; border-radius: 8px; border: 2px solid transparent; min-height: 0; }
.mx .mx-samples button[aria-pressed=true] { border-color: var(--mx-accent); }
.mx .mx-samples img { display: block; width: 100%; aspect-ratio: 1; image-rendering: pixelated; border-radius: 5px; }
.mx.mx-drop .mx-sources { outline: 3px dashed var(--mx-blue); outline-offset: 6px; border-radius: 8px; }
.mx .mx-drawing, .mx .mx-camera { margin-top: .7rem; display: grid; gap: .6rem; }
.mx .mx-pad { touch-action: none; cursor: crosshair; border: 1px solid var(--mx-edge); aspect-ratio: 1; }
.mx .mx-paints { display: grid; grid-template-columns: repeat(10, 1fr); gap: .3rem; }
.mx .mx-paints button { padding: 0; min-height: 0; aspect-ratio: 1; border-radius: 50%; min-width: 1.5rem; }
.mx .mx-paints button[aria-pressed=true] { outline: 3px solid var(--mx-blue); outline-offset: 1px; }
.mx .mx-drawing input { flex: 1; }
.mx .mx-camera video { width: 100%; border-radius: 8px; background: #000; }

.mx .mx-bars { display: grid; gap: .3rem; font-size: 14px; }
.mx .mx-bars li {
  display: grid; grid-template-columns: 5.6rem minmax(0, 1fr) 3.2rem; gap: .5rem; align-items: center;
}
.mx .mx-bars span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.mx .mx-bars div { position: relative; height: 1.05rem; border-radius: 4px; background: var(--mx-line); }
.mx .mx-bars i {
  position: absolute; inset: 0 auto 0 0; border-radius: 4px; background: var(--mx-edge); transition: width .25s;
}
.mx .mx-bars em {
  position: absolute; top: -3px; bottom: -3px; width: 3px; margin-left: -1px; background: var(--mx-orange);
}
.mx .mx-bars b { font-weight: 400; text-align: right; font-variant-numeric: tabular-nums; }
.mx .mx-bars .mx-top { font-weight: 650; }
.mx .mx-bars .mx-top b { font-weight: 650; }
.mx .mx-bars .mx-top i { background: var(--mx-blue); }

.mx .mx-title { display: flex; justify-content: space-between; gap: 1rem; align-items: start; }
.mx .mx-title h2 { font-size: 1.4rem; }
.mx .mx-title button { white-space: nowrap; }
.mx .mx-lede { margin: .3rem 0 1rem; max-width: 46rem; }
.mx .mx-two {
  display: grid; gap: 1.2rem 1.6rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
}
.mx .mx-part > p { margin: .15rem 0 .7rem; font-size: 14px; color: var(--mx-soft); }
.mx .mx-two + .mx-part { margin-top: 1rem; border-top: 1px solid var(--mx-line); padding-top: .9rem; }
.mx .mx-ways { justify-content: space-between; margin-top: 1rem; }
.mx .mx-ways button:last-child { margin-left: auto; }
.mx .mx-board .mx-fact { margin: 0 0 .6rem; }
.mx .mx-units { display: grid; grid-template-columns: repeat(4, 1fr); gap: .5rem; }
.mx .mx-unit { padding: 4px; border-radius: 8px; border: 2px solid transparent; font-size: 12.5px; line-height: 1.3; }
.mx .mx-unit[aria-pressed=true] { border-color: var(--mx-accent); color: var(--mx-accent); font-weight: 600; }
.mx .mx-turn .mx-slider { grid-template-columns: 4.6rem minmax(0, 1fr) 3.4rem; }
.mx .mx-table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 14px; }
.mx .mx-table th, .mx .mx-table td {
  padding: .3rem .5rem; text-align: right; border-bottom: 1px solid var(--mx-line);
}
.mx .mx-table th:first-child { text-align: left; font-weight: 500; }
.mx .mx-table .mx-line { width: 55%; }
.mx .mx-line span { display: block; height: 1rem; border-radius: 4px; background: var(--mx-blue); }

.mx .mx-hands {
  display: grid; gap: .8rem 2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
}
.mx .mx-shuffle { display: grid; justify-items: start; align-content: start; gap: .3rem; }
.mx .mx-blocks { border-collapse: collapse; font-size: 14px; justify-self: start; align-self: start; }
.mx .mx-blocks th, .mx .mx-blocks td { font-weight: 500; padding: .1rem .9rem .1rem 0; text-align: left; }
.mx .mx-changes { display: flex; flex-wrap: wrap; gap: .4rem; grid-column: 1 / -1; min-height: 2.2rem; }
.mx .mx-changes button { font-size: 13px; min-height: 1.9rem; padding: .15rem .7rem; border-style: dashed; }

.mx .mx-tour {
  position: sticky; bottom: calc(.6rem + var(--page-below, 0px)); z-index: 4;
  max-width: 46rem; margin: 1rem auto 0; padding: 1rem 1.2rem;
  border-radius: 16px;
  background: var(--mx-ground); border: 2px solid var(--mx-accent);
  box-shadow: 0 8px 30px rgba(0, 0, 0, .28); overflow: auto;
  max-height: calc(.48 * var(--page-view, 100vh));
}
.mx .mx-tour h2 { outline: none; }
.mx .mx-tour p + p { margin-top: .35rem; }
.mx .mx-count { font-size: 12.5px; color: var(--mx-soft); }
.mx .mx-todo { font-weight: 600; }
.mx .mx-todo::before { content: "→ "; }
.mx .mx-todo.mx-did::before { content: "✓ "; color: var(--mx-accent); }
.mx .mx-found:empty { display: none; }
.mx .mx-tour .mx-buttons { margin-top: .7rem; justify-content: flex-end; }
.mx .mx-close {
  position: absolute; top: .5rem; right: .5rem; border: 0; font-size: 20px; line-height: 1; padding: .3rem .7rem;
}
@container (max-width: 34rem) {
  .mx .mx-card { padding: .8rem .8rem; }
  .mx .mx-head h1 { font-size: 1.6rem; }
  .mx .mx-rail { display: block; }
  .mx .mx-rail ol { gap: .5rem; }
  .mx .mx-rail li + li::before { left: -.5rem; width: .5rem; }
  .mx .mx-rail button { width: 4rem; }
  .mx .mx-now { text-align: right; font-size: 14px; }
  .mx .mx-say.mx-did { display: none; }
  .mx .mx-tour { padding: .7rem .9rem; font-size: 14px; bottom: var(--page-below, 0px); }
}
@media (prefers-reduced-motion: reduce) { .mx * { transition: none !important; } }
@media (forced-colors: active) {
  .mx .mx-bars i, .mx .mx-line span { background: CanvasText; forced-color-adjust: none; }
}
`;
