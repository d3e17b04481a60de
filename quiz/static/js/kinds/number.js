/* A field for a number. */

import { plainFigure } from "../play/words.js";
import { defineWidget } from "../play/widgets.js";
import { makeField, markField } from "./text.js";

defineWidget("number", { make: makeField, mark: (scene, answer) => markField(scene, answer, plainFigure) });
