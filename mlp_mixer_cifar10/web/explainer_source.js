// Where a picture comes from: a sample, a file, the camera or the drawing pad. Nothing leaves the page.

import { element } from "./canvas.js";
import { asOwn } from "./explainer_own.js";
import { makePad } from "./explainer_pad.js";

// At most 1024 pixels on the longer side.
const LARGEST = 1024;

async function readFile(app, file) {
  if (!file || !file.type.startsWith("image/")) {
    app.say("That is no picture: choose a PNG, JPEG, WebP or GIF.", true);
    return;
  }
  try {
    const bitmap = await createImageBitmap(file),
      k = Math.min(1, LARGEST / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * k)),
      height = Math.max(1, Math.round(bitmap.height * k));
    app.store.set({ own: asOwn(bitmap, width, height, app.model) });
    app.say("Your picture is in. The model looks at its middle.", true);
  } catch (error) {
    app.say(`This picture could not be read (${error.message}).`, true);
  }
}

// Files dropped on `place` or pasted.
export function takeFiles(app, place) {
  const isFile = (ev) => ev.dataTransfer && [...ev.dataTransfer.types].includes("Files");
  for (const type of ["dragenter", "dragover"]) {
    place.addEventListener(type, (ev) => {
      if (!isFile(ev)) return;
      ev.preventDefault();
      place.classList.add("mx-drop");
    });
  }
  place.addEventListener("dragleave", (ev) => {
    if (!place.contains(ev.relatedTarget)) place.classList.remove("mx-drop");
  });
  place.addEventListener("drop", (ev) => {
    place.classList.remove("mx-drop");
    if (!isFile(ev)) return;
    ev.preventDefault();
    readFile(app, ev.dataTransfer.files[0]);
  });
  const paste = (ev) => {
    const file = [...(ev.clipboardData ? ev.clipboardData.files : [])].find((o) => o.type.startsWith("image/"));
    if (!file) return;
    ev.preventDefault();
    readFile(app, file);
  };
  const where = app.isPage ? document : place;
  where.addEventListener("paste", paste);
  return () => where.removeEventListener("paste", paste);
}

function makeCamera(app) {
  const button = element("button", { type: "button", text: "Camera" });
  const video = element("video", { muted: "", playsinline: "", "aria-label": "What the camera sees" });
  const take = element("button", { type: "button", text: "Take the picture" });
  const el = element("div", { class: "mx-camera" }, video, take);
  let stream = null;
  el.hidden = true;
  button.hidden = !(navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
  function close() {
    if (stream) for (const track of stream.getTracks()) track.stop();
    stream = null;
    el.hidden = true;
    button.setAttribute("aria-expanded", "false");
  }
  async function start() {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch (error) {
      app.say(`No camera: ${error.message || error.name}. A file or a drawing will do as well.`, true);
      return;
    }
    el.hidden = false;
    button.setAttribute("aria-expanded", "true");
    video.srcObject = stream;
    await video.play();
  }
  button.addEventListener("click", () => (stream ? close() : start()));
  take.addEventListener("click", () => {
    if (video.videoWidth) app.store.set({ own: asOwn(video, video.videoWidth, video.videoHeight, app.model) });
    close();
  });
  return { button, el, close };
}

export function makeSources(app, samples) {
  const list = element("div", { class: "mx-samples", role: "group", "aria-label": "Sample pictures" });
  const buttons = samples.map(({ label, src }, i) => {
    const button = element(
      "button",
      { type: "button", "aria-label": label || `Picture ${i + 1}`, title: label },
      element("img", { src, alt: "" }),
    );
    button.addEventListener("click", () => app.store.set({ sample: i, own: null }));
    list.append(button);
    return button;
  });
  const file = element("input", {
    type: "file",
    accept: "image/*",
    class: "mx-sr",
    tabindex: "-1",
    "aria-hidden": "true",
  });
  const choose = element("button", { type: "button", text: "A file" }),
    camera = makeCamera(app),
    pad = makePad(app);
  choose.addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    if (file.files[0]) readFile(app, file.files[0]);
    file.value = "";
  });
  const { classes } = app.model,
    known = samples.some((o) => classes.includes(o.label)),
    more = classes.length > 10 ? ` and ${classes.length - 10} more` : "";
  const draw = () =>
    buttons.forEach((b, i) => {
      b.setAttribute("aria-pressed", String(!app.store.state.own && app.store.state.sample === i));
    });
  const note = element("p", { class: "mx-hint" });
  note.textContent = `Or drop or paste a picture here. Nothing leaves the page.${
    known ? "" : ` This model knows ${classes.slice(0, 10).join(", ")}${more}, and none of the drawn shapes.`
  }`;
  const el = element(
    "div",
    { class: "mx-sources" },
    list,
    element("div", { class: "mx-buttons" }, choose, pad.button, camera.button, file),
    note,
    pad.el,
    camera.el,
  );
  return { el, draw, stop: camera.close };
}
