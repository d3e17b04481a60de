/* The inputs of questions by name: each script of js/kinds defines its own before a scene comes.

   `make(form, changed)` brings the input of a form to life: it gives `read()`, the answer as it is
   sent, `fill(value, isPlain)`, `byTouch` where one touch is an answer, and `ask(values, question,
   choose)` where the server may ask which of several plain values was meant. Where it may read
   something else than what is written, `settle()` takes back what was said of it before it is sent,
   and `stored(typed, value)` is what it stored, as one reads it: empty if it is just that, null if
   nobody here knows; `value` is what the server says it is. `mark(scene, answer)` says at the reveal
   what the player answered, or nothing where `answer` is none. */

const widgets = {};

export function defineWidget(name, widget) {
  widgets[name] = widget;
}

/* The widget of a form or of a scene; none where its script did not come. */
export function widgetOf(place) {
  return widgets[place.dataset.widget] || null;
}
