// What is pressed within the browser stays there. JupyterLab and Notebook 7 look at every key before it gets here, in
// the capturing phase of the document, and go by an attribute: up from the element with the focus, the first one that
// has it ends the search for a shortcut. Shortcuts such as `:focus` match the element itself, so each needs its own.
// Notebook 6, VS Code and Colab listen further out, in the bubbling phase, where stopping the event helps.

const FOCUSABLE = "input, select, button, summary, a[href], [tabindex]";
const SUPPRESS = "data-lm-suppress-shortcuts";

export function suppressShortcuts(root) {
  for (const el of [root, ...root.querySelectorAll(FOCUSABLE)]) el.setAttribute(SUPPRESS, "true");
}

export function stopKeys(root) {
  for (const type of ["keydown", "keypress", "keyup"]) root.addEventListener(type, (ev) => ev.stopPropagation());
}
