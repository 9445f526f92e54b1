// Pointer and keyboard on the pictures of a panel.

import { cellShape, isGap, unitOrder } from "./view.js";

const clamp = (v, n) => Math.max(0, Math.min(n - 1, v));

// Rows and columns to go, or null if the key is no move.
function moveOf(key, [rows, cols]) {
  const moves = {
    ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
    Home: [0, -cols], End: [0, cols], PageUp: [-rows, 0], PageDown: [rows, 0],
  };
  return moves[key] || null;
}

// `kind`: map, feed, image or all. `b` is the browser: b.hover is the cell that is pointed at, b.cursor the keyboard's.
export function listen(b, p, kind) {
  const { canvas } = p[kind], view = () => b.view(p);

  // The cell in row r and column c.
  function cellAt(r, c) {
    const v = view(), [rows, cols] = cellShape(v, kind);
    if (kind === "all") return { run: p.i, kind, r, c, i: Math.min(r * cols + c, p.run.units(v.matrix) - 1) };
    const row = isGap(v, kind, r) ? r - 1 : r;
    return { run: p.i, kind, r: Math.min(row, rows - 1), c: Math.min(c, cols - 1) };
  }
  function under(ev) {
    const box = canvas.getBoundingClientRect(), [rows, cols] = cellShape(view(), kind);
    const part = (x, size, n) => clamp(Math.floor((x / size) * n), n);
    return cellAt(part(ev.clientY - box.top, box.height, rows), part(ev.clientX - box.left, box.width, cols));
  }
  function choose(cell) {
    const v = view(), [h0, w0] = b.grid;
    if (v.missing) return;
    if (kind === "all") b.set({ unit: unitOrder(v, b.get("order"))[cell.i] });
    else if (kind === "image" || !v.stem) {
      b.set({ patch: Math.floor((cell.r * h0) / v.gh) * w0 + Math.floor((cell.c * w0) / v.gw) });
    }
  }

  const isHere = (cell) => cell && cell.kind === kind && cell.run === p.i;
  // Where the keyboard is: at its cursor, the chosen unit or patch, or the first cell.
  function startOf(v, cols) {
    if (kind === "all") {
      const i = unitOrder(v, b.get("order")).indexOf(v.unit);
      return { r: Math.floor(i / cols), c: i % cols };
    }
    if (isHere(b.cursor)) return b.cursor;
    return v.stem && kind !== "image" ? { r: 0, c: 0 } : { r: v.pr, c: v.pc };
  }
  function go(here, [dr, dc], v, [rows, cols]) {
    let r = here.r + dr;
    if (dr && isGap(v, kind, r)) r += dr;
    b.hover = b.cursor = cellAt(clamp(r, rows), clamp(here.c + dc, cols));
    if (kind === "all") choose(b.cursor);
    b.say(b.describe(v, b.cursor));
  }
  function enter(here) {
    b.cursor = isHere(b.cursor) ? b.cursor : cellAt(here.r, here.c);
    choose(b.cursor);
    b.say(b.describe(view(), b.cursor));
  }

  canvas.addEventListener("pointermove", (ev) => { b.hover = under(ev); b.schedule(); });
  for (const leave of ["pointerleave", "blur"]) {
    canvas.addEventListener(leave, () => { b.hover = null; b.schedule(); });
  }
  canvas.addEventListener("click", (ev) => {
    b.hover = b.cursor = under(ev);
    choose(b.hover);
    b.say(b.describe(view(), b.hover));
    b.schedule();
  });
  canvas.addEventListener("keydown", (ev) => {
    const v = view(), shape = cellShape(v, kind), here = startOf(v, shape[1]), move = moveOf(ev.key, shape);
    if (move) go(here, move, v, shape);
    else if (ev.key === "Enter") enter(here);
    else return;
    ev.preventDefault();
    b.schedule();
  });
}
