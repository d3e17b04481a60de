"""Céladon, a live bilingual quiz for museums that stream. The map, one line a package:

app, config, errors, clock    the application, its settings, its refusals, its time
bin                           what was deleted and can be brought back: left out of every read
bounds                        how long and how large anything from outside may be
pages                         a list by pages
networks                      which network a client's address belongs to
reach                         whether phones can reach the address that links begin with
waiting                       how an event loop and a plain thread wait for another thread
extensions, database          the bare instances; how a connection is set up
statements, periodic          plain statements that run on either database; a task done again and
                              again on a connection of its own
i18n         Localized (fr, zh): its column, its form field, French and Chinese typography; folding,
             readings and lists, how all that people type is understood
audit        the record: who did what to which thing, and the words for every act
accounts     staff: roles, invitations, sign-ins
bank         banks and questions; facts, what is kept of a question to find it; search, by pages;
             translation, which texts are behind their other language, and the queue of those;
             flaws, what stands open of checks/, one file per check of what an editor would look at
             again; history/ every version of a question; bulk/ one change of many questions;
             kinds/ one file per kind, formats/ one file per file format
objects      museums' objects, which questions cite; records and manifests of others, what of
             them is offered, and how they are fetched
glossary     the museum's own words in both languages, found in texts, read from a sheet
pictures     pictures, kept once each: what is taken, a decoder in a process of its own
nodes        the machines that follow one database's clock, and which time they keep
capacity     what a crowd's requests cost a worker, how many of them all machines carry, and how
             long answers wait
scoring      points and credit: pure
events       series, event, channel, round, output; facts, what screens are made from; phases;
             mends, what may change in a round; timeline, the one timeline: all four pure; outputs,
             what a studio's screens are
pilots       what leads an event without a host: a timetable, what is done next, and when
themes       the look of an event's screens: three colours, whether they are read, the museum's mark
delays       how late each channel is, measured: flashes of the overlay, taps of who watches, what
             they say of it
game         player, answer, standing; reader, the live reads; ledger, the one writer; tally, shut,
             count, let doors wait, and measure how hard it was; mend, a counted round judged
             again; nicknames, and the words that they may not hold
simulation   the crowd that a console sends into a rehearsal: what it is like, its row, its process
leaderboard  boards and ranks
reports      what staff read afterwards: players, groups, rounds, sheets to take away
live         pulse, scene, me: what a screen, a player may see; snapshot and memo, what a
             process knows of an event; watch, runtime, which keep it;
             preview, scenes of what nobody has launched
console      what a host may know and do now: evening, steps, question, programme, channels,
             numbers, typed_answers
web          all that knows HTTP: language, guards, security; one folder per screen, whose contents
             names its pages; links, which secret opens which screen
web.crowd    what a crowd asks, answered from memory in the event loop: server and protocol (its
             connections), heads, lending (other requests, to uvicorn), asgi (the application),
             routes (a crowd's paths), documents (what it reads), player (joining, answering, me),
             verdicts and cookies (both by HTTP), http (environs and responses), rendering,
             page, limits, budget, proxy, arrival
web.help     pages of words for viewers, hosts, curators and admins; which screens they speak of
web.machine  what machines ask: health, metrics
cli          the command line, one file per command
templates, static   one folder per screen, and what the screens share

Imports point down: web → console → live | reports → leaderboard → delays | game | simulation →
events → bank | accounts | capacity | nodes | objects | pictures → audit | scoring → i18n, config,
clock, errors, bin, bounds, pages, networks, reach, waiting, periodic, statements, extensions,
database. app and cli may import everything.
"""
