// In a saved page: the payload is in the page, and `mount` fills the place for it.

import { mount } from "./explainer.js";
import { settleInFrame } from "./frame.js";

const spot = document.getElementById("explainer");
try {
  const given = JSON.parse(document.getElementById("payload").textContent);
  spot.replaceChildren();
  mount(spot, given, { page: true });
} catch (error) {
  spot.textContent = `The explainer could not start (${error}). A browser of 2023 or later is needed.`;
  throw error;
} finally {
  settleInFrame();
}
