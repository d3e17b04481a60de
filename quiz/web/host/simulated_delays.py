"""The simulated stream of a rehearsal: how late each channel is, in the twin alone."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.roles import HOST
from quiz.console.evening import read_evening
from quiz.database import writing
from quiz.errors import Invalid, QuizError
from quiz.extensions import db
from quiz.simulation.actions import simulate_delays
from quiz.web.guards import role
from quiz.web.host.blueprint import host
from quiz.web.host.delays_form import delays_form, typed_delays
from quiz.web.host.pages import Loader, done, refused
from quiz.web.signing import actor


@host.post("/<code>/rehearsal/delays", endpoint="simulate_delays")
@role(HOST)
def post_delays(code: str) -> ResponseReturnValue:
    """Each channel of the rehearsal is as late as was typed, from its next launch on."""
    facts, by = read_evening(code).facts, actor()
    form = delays_form(facts.channels)
    if not form.validate_on_submit():
        return refused(code, Invalid(_("No delay was changed.")), Loader(delays=form))
    try:
        with writing():
            simulate_delays(facts.id, typed_delays(form), by)
            db.session.commit()
    except QuizError as error:
        return refused(code, error, Loader(delays=form))
    sentence = _("The delays are simulated from the next launch on. The evening keeps its own.")
    return done(code, sentence, fresh=Loader(delays=form))
