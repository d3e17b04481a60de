/* Five steps in a row: radio buttons that show what they know, as choices do. */

import { defineWidget } from "../play/widgets.js";
import { makeChoices, markChoices } from "./choices.js";

defineWidget("scale", { make: makeChoices, mark: markChoices });
