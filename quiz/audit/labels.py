"""What staff did, in words: the acts of the record, and the kinds they are found by."""

from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from quiz.audit.actions import CONSOLE, PILOT, PLAYER, REMOTE, STRANGER
from quiz.audit.models import AuditEntry

ACTS = {
    "event.make": _l("Made the event"),
    "event.edit": _l("Changed the event"),
    "event.duplicate": _l("Made the event as a copy of another one"),
    "event.rehearse": _l("Began a rehearsal"),
    "event.crowd": _l("Sent a crowd into the rehearsal"),
    "event.crowd_away": _l("Sent the rehearsal’s crowd away"),
    "event.drop": _l("Dropped the rehearsal"),
    "event.reset": _l("Put the event back to its lobby"),
    "event.archive": _l("Archived the event"),
    "event.unarchive": _l("Brought the event back from the archive"),
    "event.bin": _l("Moved the event to the bin"),
    "event.restore": _l("Restored the event from the bin"),
    "event.erase": _l("Deleted the event for good"),
    "event.launch": _l("Launched a round"),
    "event.cancel": _l("Cancelled a countdown"),
    "event.close": _l("Closed a round early"),
    "event.extend": _l("Gave a question ten seconds more"),
    "event.reveal": _l("Revealed the answer"),
    "event.board": _l("Showed the leaderboard"),
    "event.void": _l("Made a round void"),
    "event.again": _l("Put the question of a void round next again"),
    "event.interlude-close": _l("Began an interlude and closed the question behind it"),
    "event.interlude": _l("Began an interlude"),
    "event.resume": _l("Ended the interlude"),
    "round.mend": _l("Mended a round"),
    "round.unmend": _l("Took a change to a round back"),
    "event.end": _l("Ended the event"),
    "event.undo": _l("Undid the end of the event"),
    "channel.put": _l("Added or changed a channel"),
    "channel.remove": _l("Removed a channel"),
    "delay.begin": _l("Began to measure the delays"),
    "delay.flash": _l("Had the overlays flash to measure the delays"),
    "delay.end": _l("Ended the measurement of the delays"),
    "code.give_up": _l("Gave an old code of the event up"),
    "overlay.card": _l("Showed an overlay's test card"),
    "overlay.put": _l("Added or changed an overlay"),
    "overlay.replace": _l("Replaced the overlay's link"),
    "overlay.remove": _l("Removed an overlay"),
    "overlay.restore": _l("Put back an overlay that was removed"),
    "prompter.replace": _l("Made or replaced the prompter's link"),
    "pilot.engage": _l("Let the auto-pilot lead"),
    "pilot.pause": _l("Paused the auto-pilot"),
    "pilot.remove": _l("Put the auto-pilot away"),
    "remote.invite": _l("Made a code that lets one phone be a remote"),
    "remote.enter": _l("Became a remote"),
    "remote.replace": _l("Threw every phone out that was a remote"),
    "screen.card": _l("Showed the test card of a room's screen"),
    "screen.put": _l("Changed a room's screen"),
    "screen.replace": _l("Made or replaced the link of a room's screen"),
    "theme.put": _l("Changed the colours or the mark of the screens"),
    "show.plan": _l("Added questions to the run of show"),
    "show.unplan": _l("Took a question out of the run of show"),
    "show.move": _l("Moved a question in the run of show"),
    "ranking.close": _l("Closed the ranking to newcomers"),
    "ranking.open": _l("Opened the ranking to newcomers"),
    "cluster.ban": _l("Banned a group of players"),
    "cluster.unban": _l("Let a group of players in again"),
    "player.ban": _l("Banned a player"),
    "player.forget": _l("Forgot players"),
    "player.hide": _l("Hid a player’s name"),
    "player.rename": _l("Gave a player another name"),
    "player.unhide": _l("Showed a player’s own name again"),
    "player.see": _l("Read the names of newcomers"),
    "player.unsee": _l("Had names read again"),
    "player.unban": _l("Let a player in again"),
    "word.add": _l("Added a word that nicknames may not hold"),
    "word.remove": _l("Removed a word that nicknames may not hold"),
    "term.add": _l("Added a term to the glossary"),
    "term.edit": _l("Changed a term of the glossary"),
    "term.remove": _l("Took a term out of the glossary"),
    "term.import": _l("Imported terms into the glossary"),
    "export.glossary": _l("Took the glossary away as a file"),
    "bank.make": _l("Made a bank"),
    "bank.rename": _l("Renamed a bank"),
    "bank.delete": _l("Deleted a bank"),
    "bank.bin": _l("Moved a bank to the bin"),
    "bank.restore": _l("Restored a bank from the bin"),
    "bank.erase": _l("Deleted a bank for good"),
    "bank.import": _l("Imported questions"),
    "bank.mend": _l("Mended the signs of questions"),
    "bank.undo": _l("Took a change of questions back"),
    "import": _l("Imported questions"),
    "series.make": _l("Made a series"),
    "picture.make": _l("Added a picture"),
    "picture.forget": _l("Forgot pictures that nothing shows"),
    "object.make": _l("Described an object"),
    "object.edit": _l("Changed an object"),
    "object.delete": _l("Deleted an object"),
    "question.cite": _l("Gave questions the new words of their object"),
    "question.write": _l("Wrote a question"),
    "question.make": _l("Wrote a question"),
    "question.edit": _l("Changed a question"),
    "question.undo": _l("Went back to an earlier version of a question"),
    "question.delete": _l("Deleted a question"),
    "question.add_tag": _l("Gave questions a tag"),
    "question.remove_tag": _l("Took a tag from questions"),
    "question.seconds": _l("Set the seconds of questions"),
    "question.weight": _l("Set the weight of questions"),
    "question.archive": _l("Archived questions"),
    "question.unarchive": _l("Brought questions back from the archive"),
    "question.move": _l("Moved questions to another bank"),
    "question.copy": _l("Copied questions to another bank"),
    "question.bin": _l("Moved questions to the bin"),
    "question.restore": _l("Restored questions from the bin"),
    "question.erase": _l("Deleted questions for good"),
    "question.confirm": _l("Said that a translation still holds"),
    "question.settle": _l("Left a question as it is"),
    "question.reopen": _l("Wants a question to be looked at again"),
    "export.standings": _l("Took the standings away as a file"),
    "export.answers": _l("Took the answers away as a file"),
    "export.bank": _l("Took a bank away as a file"),
    "sign in": _l("Signed a browser in"),
    "sign out": _l("Signed a browser out"),
    "sign out everywhere": _l("Signed all other browsers out"),
    "make sign-in link": _l("Made a sign-in link"),
    "use sign-in link": _l("Used a sign-in link"),
    "miss password": _l("Gave a wrong password"),
    "miss account": _l("Tried to sign in to an account that is not there"),
    "refuse": _l("Was refused a page"),
    "invite": _l("Invited somebody"),
    "withdraw": _l("Withdrew an invitation"),
    "enrol": _l("Made an account by an invitation"),
    "change password": _l("Changed a password"),
    "change role": _l("Changed a role"),
    "limit host": _l("Named the events that a host runs"),
    "activate": _l("Let somebody sign in again"),
    "deactivate": _l("Let somebody sign in no more"),
}


class ActKind(NamedTuple):
    """What acts are found by: a name, and with what their own begin."""

    label: Any
    acts: tuple[str, ...]


KINDS = {
    "access": ActKind(
        _l("Signing in and refusals"),
        ("sign ", "miss ", "make sign-in link", "use sign-in link", "refuse"),
    ),
    "staff": ActKind(
        _l("Staff"), ("invite", "withdraw", "enrol", "change ", "limit ", "activate", "deactivate")
    ),
    "events": ActKind(
        _l("Events"),
        (
            *("event.", "code.", "round.", "channel.", "link.", "show.", "ranking.", "series."),
            *("overlay.", "prompter.", "remote.", "screen.", "theme.", "delay."),
        ),
    ),
    "players": ActKind(_l("Players"), ("player.", "cluster.", "word.")),
    "banks": ActKind(_l("Banks"), ("bank.", "question.", "object.", "picture.", "import", "term.")),
    "exports": ActKind(_l("Files taken away"), ("export.",)),
}
# Those who act and have no account.
NAMELESS = {
    CONSOLE: _l("Command line"),
    STRANGER: _l("Somebody not signed in"),
    PILOT: _l("Auto-pilot"),
    PLAYER: _l("A player"),
}


def act_of(entry: AuditEntry) -> object:
    """What was done, in words where we have them."""
    return ACTS.get(entry.act, entry.act)


def actor_in_words(actor: str) -> object:
    """Who acted: the e-mail address of somebody who has an account, else what it was."""
    if actor.startswith(REMOTE):
        return _l("Remote of %(name)s", name=actor.removeprefix(REMOTE))
    return NAMELESS.get(actor, actor)
