/* Pictures to choose among: rows with a square each, that behave as choices do. */

import { defineWidget } from "../play/widgets.js";
import { makeChoices, markChoices } from "./choices.js";

defineWidget("pictures", { make: makeChoices, mark: markChoices });
