// A page within a page: as high as what is in it, in the colours around it, and what sticks to the screen stays in
// sight. Where the page around it is of another origin, the two send messages.

const SCHEME_SIGNS = {
  dark: ".quarto-dark, .vscode-dark, [data-jp-theme-light=false], [data-bs-theme=dark], [theme=dark]",
  light: ".quarto-light, .vscode-light, [data-jp-theme-light=true], [data-bs-theme=light], [theme=light]",
};

// The frame that this page is in; null: there is none, or it is out of reach.
function ownFrame() {
  try {
    return window.frameElement;
  } catch {
    return null;
  }
}

function* elementsAround(frame) {
  for (let el = frame.parentElement; el; el = el.parentElement) yield el;
}

const styleOf = (el) => el.ownerDocument.defaultView.getComputedStyle(el);
const isOpaque = (colour) => !/^(transparent|rgba\(.*, 0\))$/.test(colour);
const groundOf = (frame) => [...elementsAround(frame)].map((el) => styleOf(el).backgroundColor).find(isOpaque);

function isDark(ground) {
  const [r, g, b] = ground.match(/[\d.]+/g).map(Number);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
}

// "dark", "light", or what the page around it says of both, such as "light dark".
function schemeAround(frame, ground) {
  const page = frame.ownerDocument, ends = [page.documentElement, page.body];
  for (const [scheme, signs] of Object.entries(SCHEME_SIGNS)) if (ends.some((o) => o.matches(signs))) return scheme;
  if (ground && ground.startsWith("rgb")) return isDark(ground) ? "dark" : "light";
  const said = styleOf(page.documentElement).colorScheme;
  return said === "normal" ? "light" : said;
}

function takeScheme(scheme) {
  const root = document.documentElement;
  if (root.dataset.scheme !== scheme) root.dataset.scheme = root.style.colorScheme = scheme;
}

// Both sides say the same scheme: then the frame is transparent.
function takeColours(frame) {
  const ground = groundOf(frame), scheme = schemeAround(frame, ground);
  takeScheme(scheme);
  frame.style.colorScheme = scheme;
  document.body.style.setProperty("--page-ground", ground || "Canvas");
}

// How many pixels of the frame are above and below what is seen of it, as --page-above and --page-below; what is seen
// of the page around it is --page-view high, below a bar of --page-bar.
function tellSight(frame) {
  const all = frame.getBoundingClientRect(), page = frame.ownerDocument, bar = page.querySelector(".fixed-top");
  const covered = bar ? Math.max(0, bar.getBoundingClientRect().bottom) : 0;
  let top = covered, bottom = page.defaultView.innerHeight;
  for (const el of elementsAround(frame)) {
    if (el === page.body || el === page.documentElement || styleOf(el).overflowY === "visible") continue;
    const box = el.getBoundingClientRect();
    top = Math.max(top, box.top);
    bottom = Math.min(bottom, box.bottom);
  }
  const sight = { above: top - all.top, below: all.bottom - bottom, view: bottom - top, bar: covered };
  for (const [k, v] of Object.entries(sight)) document.body.style.setProperty(`--page-${k}`, `${Math.max(0, v)}px`);
}

const contentHeight = () => Math.ceil(document.documentElement.getBoundingClientRect().height);

function onceAFrame(f) {
  let waiting = 0;
  return () => {
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      f();
    });
  };
}

function fitInto(frame) {
  const page = frame.ownerDocument, look = onceAFrame(() => tellSight(frame));
  let late = 0;                                         // a theme's style sheet comes some time after its name
  const colour = onceAFrame(() => {
    takeColours(frame);
    if (Date.now() < late) colour();
  });
  const fit = () => {
    frame.style.height = `${contentHeight()}px`;
    look();
  };
  document.documentElement.style.overflowY = "hidden";
  new ResizeObserver(fit).observe(document.documentElement);
  const seen = new MutationObserver(() => {
    late = Date.now() + 1500;
    colour();
  });
  for (const el of [page.documentElement, page.body]) seen.observe(el, { attributes: true });
  const events = [[page, "scroll", look], [page.defaultView, "resize", look], [page, "transitionend", look]];
  events.push([page, "scroll", colour]);
  for (const [on, name, f] of events) on.addEventListener(name, f, { capture: true, passive: true });
  window.addEventListener("pagehide", () => {
    seen.disconnect();
    for (const [on, name, f] of events) on.removeEventListener(name, f, { capture: true });
  });
  takeColours(frame);
  fit();
}

function sendHeight() {
  const tell = () => parent.postMessage({ mixerPage: "height", height: contentHeight() }, "*");
  new ResizeObserver(tell).observe(document.documentElement);
  window.addEventListener("message", ({ source, data }) => {
    if (source !== parent || !data || data.mixerPage !== "scheme") return;
    if (data.scheme in SCHEME_SIGNS) takeScheme(data.scheme);
  });
}

// Call it once, when the page is filled.
export function settleInFrame() {
  if (window === parent) return;
  document.documentElement.classList.add("framed");
  const frame = ownFrame();
  if (frame) fitInto(frame);
  else sendHeight();
}
