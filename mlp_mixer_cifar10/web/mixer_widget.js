// In a notebook anywidget calls `render` for every view; what it gives is called when the view ends.

import { mount } from "./explainer.js";

export default { render: ({ model, el }) => mount(el, model.get("_payload")) };
