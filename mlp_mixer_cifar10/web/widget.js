// In a notebook anywidget calls `initialize` once and `render` for every view.

import { render } from "./browser.js";
import { initialize } from "./play.js";

export default { initialize, render };
