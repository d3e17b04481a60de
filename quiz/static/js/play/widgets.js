/* The inputs of questions by name: each script of js/kinds defines its own before a scene comes.

   `make(form, changed)` brings the input of a form to life: it gives `read()`, the answer as it is
   sent, `fill(value, isPlain)`, `byTouch` where one touch is an answer, and `ask(values, choose)` where
   the server may ask which of several plain values was meant. `mark(scene, answer)` says at the
   reveal what the player answered, or nothing where `answer` is none. */

const widgets = {};

export function defineWidget(name, widget) {
  widgets[name] = widget;
}

/* The widget of a form or of a scene; none where its script did not come. */
export function widgetOf(place) {
  return widgets[place.dataset.widget] || null;
}
