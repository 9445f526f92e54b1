// In a saved page: the header, the chosen state and the packed numbers are in the page, and a stand-in for the widget's
// model hands them out.

import { render } from "./browser.js";
import { fromBase64 } from "./decode.js";
import { settleInFrame } from "./frame.js";
import { initialize } from "./play.js";

const read = (id) => document.getElementById(id).textContent;

function standIn(state) {
  const heard = {}, listeners = (name) => (heard[name] ||= []);
  return {
    get: (name) => state[name],
    set(name, value) {
      if (state[name] === value) return;
      state[name] = value;
      for (const f of [...listeners(`change:${name}`)]) f();
    },
    save_changes() {},
    on(name, f) { listeners(name).push(f); },
    off(name, f) { heard[name] = listeners(name).filter((o) => o !== f); },
  };
}

async function unpack(text) {
  const packed = new Blob([fromBase64(text)]).stream();
  return new Response(packed.pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();
}

async function start(el) {
  const _data = new DataView(await unpack(read("data")));
  const model = standIn({ ...JSON.parse(read("state")), _header: JSON.parse(read("header")), _data });
  el.replaceChildren();
  initialize({ model });
  render({ model, el });
}

const place = document.getElementById("browser");
try {
  await start(place);
} catch (error) {
  place.textContent = `The weights could not be shown (${error}). A browser of 2023 or later is needed.`;
  throw error;
} finally {
  settleInFrame();
}
