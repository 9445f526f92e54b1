// Pointer and keyboard on the pictures of a panel.

import { likest } from "./likeness.js";
import { cellShape, isGap, layoutOfUnits, unitAt, unitOrder } from "./view.js";

const clamp = (v, n) => Math.max(0, Math.min(n - 1, v));

// Rows and columns to go, or null if the key is no move.
function moveOf(key, [rows, cols]) {
  const moves = {
    ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
    Home: [0, -cols], End: [0, cols], PageUp: [-rows, 0], PageDown: [rows, 0],
  };
  return moves[key] || null;
}

// `kind`: map, feed, answer, image or all. `b` is the browser: b.hover is the cell that is pointed at, b.cursor the
// keyboard's.
export function listen(b, p, kind) {
  const { canvas } = p[kind], view = () => b.view(p);
  const units = (v) => layoutOfUnits(v, unitOrder(v, b.get("order")), canvas.clientWidth);
  function shapeOf(v) {
    if (kind !== "all") return cellShape(v, kind);
    const { rows, cols } = units(v);
    return [rows, cols];
  }

  // The cell in row r and column c.
  function cellAt(r, c) {
    const v = view(), [rows, cols] = shapeOf(v);
    if (kind === "all") {
      const i = Math.min(r * cols + c, p.run.units(v.matrix) - 1);
      return { run: p.i, kind, r, c, i };
    }
    const row = isGap(v, kind, r) ? r - 1 : r;
    return { run: p.i, kind, r: Math.min(row, rows - 1), c: Math.min(c, cols - 1) };
  }
  function under(ev) {
    const box = canvas.getBoundingClientRect(), v = view();
    const down = (ev.clientY - box.top) / box.height, right = (ev.clientX - box.left) / box.width;
    if (kind === "all") return cellAt(...unitAt(units(v), down, right));
    const [rows, cols] = shapeOf(v), part = (x, n) => clamp(Math.floor(x * n), n);
    return cellAt(part(down, rows), part(right, cols));
  }
  function choose(cell) {
    const v = view(), [h0, w0] = b.d.runs[0].grid;
    if (v.missing) return;
    if (kind === "all") chooseUnit(v, unitOrder(v, b.get("order"))[cell.i]);
    else if (["image", "answer"].includes(kind) || !v.stem) {
      b.set({ patch: Math.floor((cell.r * h0) / v.gh) * w0 + Math.floor((cell.c * w0) / v.gw) });
    }
  }

  // A unit of another run stands for the one it is most like.
  function chooseUnit(v, unit) {
    const like = v.like && likest(v.run, unit, v.lead, v.matrix, v.block);
    b.set({ unit: like ? like.unit : unit });
  }

  const isHere = (cell) => cell && cell.kind === kind && cell.run === p.i;
  // Where the keyboard is: at its cursor, the chosen unit or patch, or the first cell.
  function startOf(v, cols) {
    if (kind === "all") {
      const i = unitOrder(v, b.get("order")).indexOf(v.unit);
      return { r: Math.floor(i / cols), c: i % cols };
    }
    if (isHere(b.cursor)) return b.cursor;
    return v.stem && ["map", "feed"].includes(kind) ? { r: 0, c: 0 } : { r: v.pr, c: v.pc };
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
    const v = view(), shape = shapeOf(v), here = startOf(v, shape[1]), move = moveOf(ev.key, shape);
    if (move) go(here, move, v, shape);
    else if (ev.key === "Enter") enter(here);
    else return;
    ev.preventDefault();
    b.schedule();
  });
}
