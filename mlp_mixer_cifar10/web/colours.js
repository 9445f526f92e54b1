// `f()` whenever the colours may have changed: by the system, by a frame, by JupyterLab. Gives a function that ends it.
export function onColours(f) {
  const system = matchMedia("(prefers-color-scheme: dark)"), seen = new MutationObserver(f);
  for (const el of [document.documentElement, document.body]) {
    seen.observe(el, { attributeFilter: ["class", "data-scheme", "data-jp-theme-light", "data-vscode-theme-kind"] });
  }
  system.addEventListener("change", f);
  return () => {
    seen.disconnect();
    system.removeEventListener("change", f);
  };
}
