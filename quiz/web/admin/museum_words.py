"""The words that the museum does not take in nicknames: seen, added, taken away."""

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.roles import ADMIN
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import Invalid
from quiz.extensions import db
from quiz.game.actions.museum_words import add_word, remove_word
from quiz.game.queries import list_museum_words
from quiz.web.admin.blueprint import admin
from quiz.web.admin.forms.word import WordForm
from quiz.web.guards import role
from quiz.web.signing import actor


@admin.get("/words")
@role(ADMIN)
def barred_words() -> ResponseReturnValue:
    """The museum's own list, and a field for one more."""
    return barred_words_page(WordForm(), 200)


def barred_words_page(form: WordForm, status: int) -> ResponseReturnValue:
    page = render_template("admin/words.html", words=list_museum_words(), form=form)
    return make_response(page, status)


@admin.post("/words", endpoint="add_word")
@role(ADMIN)
def post_word() -> ResponseReturnValue:
    """One word more; who has such a nickname already keeps it."""
    form = WordForm()
    if not form.validate_on_submit():
        return barred_words_page(form, 422)
    by = actor()
    try:
        with writing():
            added = add_word(form.text.data, clock.now(), by).text
            db.session.commit()
    except Invalid as refusal:
        form.text.errors = [str(refusal)]
        return barred_words_page(form, 422)
    flash(_("“%(word)s” is no longer taken in nicknames.", word=added), "right")
    if not any(letter.isalpha() for letter in added):
        flash(
            _(
                "Every nickname with this number is refused now, such as “Ming %(word)s”.",
                word=added,
            ),
            "warning",
        )
    return redirect(url_for("admin.barred_words"), 303)


@admin.post("/words/<int:word_id>/remove", endpoint="remove_word")
@role(ADMIN)
def post_removal(word_id: int) -> ResponseReturnValue:
    """Take a word off the list."""
    by = actor()
    with writing():
        remove_word(word_id, by)
        db.session.commit()
    flash(_("The word is off the list."), "right")
    return redirect(url_for("admin.barred_words"), 303)
