"""The conversation line by line: for screen readers, pipes and ssh. Plain lines out, plain lines in; no colour, no cursor.

Nothing is kept unless the user types `bewaar N` or `keep N`; from then on every answer is on disk before the next question is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from assistant import settings
from assistant.content.interface import Phrases, phrases
from assistant.content.model import Language, Ref, Text
from assistant.content.vocabulary import PROFESSIONS
from assistant.danger import asks_for_danger
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import SEEN, Answer, Session
from assistant.language.typed import COMMAND_NOT, WITH_ANNEX_WORDS
from assistant.plain.commands import COMMANDS, command_in
from assistant.plain.files import calendar_saved, note_bytes, result_bytes, saved
from assistant.plain.keeping import PlainKeeping, Secret
from assistant.plain.leaving import Left, leave
from assistant.plain.lines import Line, choice_lines, wrap
from assistant.plain.lookup_lines import PlainLookup
from assistant.plain.overviews import tell_panel, tell_review
from assistant.plain.result_lines import (
    Numbered,
    document_lines,
    numbered,
    plan_lines,
    result_page_lines,
    why_lines,
    why_not_lines,
    why_not_list,
)
from assistant.present.about import about_lines
from assistant.present.changed import changed_lines, standing
from assistant.present.conversation import MORE, Choice, QuestionView, RowView, answers_of, panel_view, same_for_all
from assistant.present.danger import at_a_glance, chosen_first, danger_pages, page_lines, reader_of
from assistant.present.look_again import can_look_again, days_to_look
from assistant.present.own_words import YES, Meant, danger_meant, meant_by, proposal_view
from assistant.present.reading import (
    MORE_WORDS,
    SAME,
    choices_meant,
    how_to_answer,
    plain_line,
    read_answer,
    read_row,
    read_rows,
    row_number,
    told_back,
)
from assistant.present.review import review_lines
from assistant.present.talk import (
    Talk,
    answered,
    answered_all,
    forgotten,
    revisited,
    sharing_dialogue,
    stepped_back,
    talk_view,
    told_early,
    with_same_answers,
)
from assistant.report.forms import OF_SUFFIX
from assistant.report.names import file_for
from assistant.report.note import note_text
from assistant.result.document import document_of
from assistant.result.note import OWN_WORDS, OwnWords, note_of
from assistant.result.one_page import page_of
from assistant.result.privacy import labels_somebody, privacy_warning
from assistant.result.result import NOUN, Result, fill, noun_of, result_of_session
from assistant.store.kept import Shelf

if TYPE_CHECKING:
    from assistant.plain.lookup_lines import PlainLookup
    from assistant.store.kept_file import Kept


ROLE_NUMBERS = tuple(str(number) for number in range(1, len(PROFESSIONS) + 1))


DANGER = COMMANDS["danger"][0]
"""What every spelling of 112 and danger is read as, wherever a line is typed."""


NOTE_ENDINGS = (".md", ".txt")


Listed = Literal["", "review", "lookup", "resume", "danger", "keep", "why", "why_not", "plan"]
"""A list that was written last, or a number that was asked for: the command that the next bare number belongs to."""


class Stop(Exception):
    """The conversation is over: the user stopped, or there is no more input."""


class PlainTalk:
    """One conversation with one user. `shelf` is where it can be kept."""

    def __init__(
        self, guide: Guide, dialogue: str, as_of: str, line: Line, language: Language, shelf: Shelf, secret: Secret
    ) -> None:
        self.guide = guide
        self.line = line
        self.language: Language = language
        self.keeping = PlainKeeping(guide, line, language, shelf, secret)
        self.words: Phrases = phrases(language)
        self.say: Phrases = phrases(language, "hands")
        self.talk = Talk(Session(dialogue, as_of))
        self.told_progress = ""
        self.items: tuple[Numbered, ...] = ()
        self.shown: list[str] = []
        self.before: tuple[str, ...] | None = None
        self.lookup: PlainLookup | None = None
        self.asked_to_stop = False
        self.listed: Listed = ""
        self.row: list[str] = []
        """The short question of several that is open, as it was written."""
        self.own = OwnWords()
        self.waiting: tuple[Talk, Kept | None] | None = None
        """The conversation that waits while the user asks about sharing, and where it is kept."""

    # ------------------------------------------------------------ the course

    def run(self) -> None:
        """Hold the conversation until the user stops or the input ends."""
        try:
            self._opening()
            while True:
                view = talk_view(self.guide, self.talk, self.language)
                if view.question is None:
                    self._at_the_end()
                else:
                    self._progress(view.whole.section, view.whole.progress)
                    self._ask(view.question)
        except Stop:
            return

    def _opening(self) -> None:
        self._introduce()
        self.line.tell(self.say("plain.how"), self.say("plain.self"))
        self.keeping.opening()

    def _introduce(self) -> None:
        """The title of the conversation, and what it says before its first question."""
        dialogue = self.guide.dialogue(self.talk.session.dialogue)
        self.line.write(dialogue.title.in_(self.language))
        self.line.tell(*(text.in_(self.language) for text in dialogue.intro))

    def _progress(self, section: str, progress: str) -> None:
        told = f"{section}. {progress.replace(' · ', ', ')}."
        if told != self.told_progress:
            self.told_progress = told
            self.line.write("")
            self.line.tell(told)

    def _read(self, prompt: str = "> ", *, number: bool = False) -> str:
        """One line. 112 and danger in any spelling lead to whom to call; only where a `number` is asked can 112 be the answer."""
        typed = self.line.read(prompt)
        if typed is None:
            if self.talk.session.answers:
                self.line.tell(self._how_kept())
            raise Stop
        typed = typed.strip()
        if asks_for_danger(typed) and not (number and typed.isdecimal()):
            return DANGER
        return typed

    def _answer(self, key: str, answer: Answer) -> None:
        """Take an answer."""
        self._take(key, answered(self.guide, self.talk, key, answer))

    def _take(self, key: str, talk: Talk) -> None:
        """Go on with the talk after an answer; on disk before anything else is written, when the conversation is kept."""
        self.talk = talk
        self.asked_to_stop = False
        self.keeping.keep_on(self.talk.session)
        view = talk_view(self.guide, self.talk, self.language)
        remark = next((each.remark for each in view.whole.lines if each.key == key and each.remark), "")
        self.line.tell(*([remark] if remark else []))

    # ------------------------------------------------------------ a question

    def _ask(self, view: QuestionView) -> None:
        """Ask until there is an answer, or until a command went somewhere else."""
        self.listed, self.row = "", []
        self.line.write("\n".join(self._question(view)))
        here = self.talk
        while self.talk is here:
            if view.control == "rows":
                self._ask_rows(view)
                continue
            typed = self._read(number=view.entry is not None and view.entry.numeric)
            if self._command(typed, view):
                continue
            if plain_line(typed) in MORE_WORDS and any(choice.id == MORE for choice in view.choices):
                self._more(view)
                continue
            if view.control == "words":
                self._own_words(view, typed)
                return
            answer = read_answer(view, typed)
            if answer is None:
                if not self._told_early(view, typed):
                    self.line.tell(*told_back(view, typed, self.language))
            else:
                self._answer(view.key, answer)
                if asks_for_danger(typed):
                    self.line.tell(self.words("danger.understands"))
                return

    def _question(self, view: QuestionView) -> list[str]:
        lines = ["", *wrap(view.ask), *wrap(view.help)]
        chosen = set(view.chosen)
        lines += self._choices(view, [c for c in view.choices if c.in_sight(chosen, opened=False)])
        if chosen and view.key not in self.talk.session.answers:
            numbers = ", ".join(choice.key for choice in view.choices if choice.id in chosen)
            lines += wrap(self.say("plain.proposed", numbers=numbers))
        if view.typed:
            lines += wrap(self.say("plain.early.here", words=view.typed))
        elif view.control not in ("one", "rows"):
            lines += wrap(how_to_answer(view, self.language))
        return [*lines, *self.row]

    def _choices(self, view: QuestionView, choices: Iterable[Choice]) -> list[str]:
        return choice_lines(choices, view.chosen, self.say("plain.chosen"))

    def _more(self, view: QuestionView) -> None:
        """What is too rare to stand in the list at once: below what holds it, by number."""
        groups: dict[str, list[Choice]] = {}
        for choice in view.choices:
            if choice.under:
                groups.setdefault(choice.under, []).append(choice)
        labels = {choice.id: choice.label for choice in view.choices}
        for held, choices in groups.items():
            self.line.write("\n".join(["", *wrap(labels[held])] if held != MORE else [""]))
            self.line.write("\n".join(self._choices(view, choices)))

    def _ask_rows(self, view: QuestionView) -> None:
        """Several short questions, about one thing after the other; from the second on, all the rest may be as the one before."""
        here, rows = self.talk, dict[str, str]()
        before = ""
        for key, group in groupby(view.rows, lambda row: row.key):
            about = tuple(group)
            if about[0].about:
                self.line.write("\n".join(["", *wrap(about[0].about)]))
            if before:
                self.line.tell(self.say("plain.hint.same"))
            for place, row in enumerate(about):
                self._tell_row(view, row)
                while row.id not in rows:
                    typed = self._read()
                    if self._command(typed, view):
                        if self.talk is not here:
                            return
                        continue
                    if before and place == 0 and plain_line(typed) in SAME:
                        self._answer_all(view, self._rest_the_same(view, rows, before))
                        return
                    given = read_row(row, typed) if place or not typed.strip() else read_rows(about, typed)
                    if not typed and row.id in dict(view.chosen_rows):
                        given = {row.id: dict(view.chosen_rows)[row.id]}
                    rows |= given
                    if not given and self._told_early(view, typed):
                        return
                    if not given:
                        self.line.tell(self.say("plain.not_read"), self.say("plain.hint.one"))
                if about[-1].id in rows:
                    break
            before = key
        self._answer_all(view, rows)

    def _tell_row(self, view: QuestionView, row: RowView) -> None:
        """Write one short question with its choices."""
        chosen = (dict(view.chosen_rows).get(row.id, ""),)
        self.row = ["", *wrap(row.ask), *choice_lines(row.choices, chosen, self.say("plain.chosen"))]
        self.line.write("\n".join(self.row))

    def _rest_the_same(self, view: QuestionView, rows: dict[str, str], key: str) -> dict[str, str]:
        """What was told, and for all that was not told of yet the same as about `key`."""
        return same_for_all(view, rows, key) | rows

    def _answer_all(self, view: QuestionView, rows: dict[str, str]) -> None:
        self._take(view.key, answered_all(self.guide, self.talk, view.key, answers_of(view, rows)))

    # ------------------------------------------------------------ own words

    def _told_early(self, view: QuestionView, typed: str) -> bool:
        """A story typed where a choice is asked: danger in it first, then it waits for own words. False when the line is no such thing."""
        if choices_meant(view.choices, plain_line(typed)):
            return False
        told = told_early(self.guide, self.talk, typed, self.language)
        if told is self.talk:
            return False
        waits = told.early != self.talk.early
        self.talk = replace(told, meant=(), urgent=(), words="")
        here = self.talk
        for found in told.urgent or told.meant:
            if not self._danger_meant(found, view) or self.talk is not here:
                return True
        if waits:
            self._warn(typed)
            self.line.tell(self.say("plain.early.waits"))
        return True

    def _own_words(self, view: QuestionView, typed: str) -> None:
        """Find observations in own words; each is confirmed by the user. The words are forgotten here and never stored.

        Words that were typed earlier are sent by Enter; what is typed now comes after them.
        """
        early, heard = self.talk.early, self.talk.heard
        if early:
            if typed == "-":
                self.talk = forgotten(self.talk)
                self.line.tell(self.say("plain.forgotten"))
                return
            heard -= {each.ref for each in danger_meant(self.guide.pack, typed, self.language)}
            typed = "\n".join(filter(None, (early, typed)))
        if typed:
            self._warn(typed)
            pack, dialogue = self.guide.pack, self.guide.dialogue(self.talk.session.dialogue)
            meant = meant_by(pack, dialogue, view.key.partition("@")[0], typed, self.language)
            for found in (each for each in meant if each.ref not in heard):
                if found.danger:
                    if not self._danger_meant(found, view):
                        return
                    continue
                shown = proposal_view(self.guide.pack, found, self.language, self._noun())
                ask = self.say("plain.proposal", words=found.words, name=self._named(found.ref))
                self.line.tell(ask)
                here, reply = self.talk, self._read()
                while (answer := read_answer(shown, reply)) is None and reply:
                    again = ask if self._command(reply, view) else self.say("plain.yes_or_no")
                    if self.talk is not here:
                        return
                    self.line.tell(again)
                    self.listed = ""  # the question stands below the list again
                    reply = self._read()
                if answer is not None and answer.chosen == (YES,):
                    self.talk = replace(self.talk, confirmed=self.talk.confirmed | {found.ref})
            self.line.tell(self.say("plain.forgotten") if meant else self.words("tui.proposal.none"))
        self._answer(view.key, SEEN)

    def _danger_meant(self, found: Meant, view: QuestionView) -> bool:
        """Danger in own words: its page at once when it is clear, else one quiet question. False when a command went elsewhere."""
        shows = found.clear
        if not shows:
            quiet = proposal_view(self.guide.pack, found, self.language, NOUN)
            ask = [quiet.ask, quiet.help, "  ".join(f"{choice.key} {choice.label}." for choice in quiet.choices)]
            here = self.talk
            self.line.tell(*ask)
            while (answer := read_answer(quiet, reply := self._read())) is None:
                if self._command(reply, view) and self.talk is not here:
                    return False
                self.line.tell(self.say("plain.yes_or_no"))
                self.listed = ""
            shows = answer.chosen == (YES,)
        if shows:
            self.line.tell(self.say("plain.words_danger"))
            if found.about_self:
                self._do_self("", None)
            else:
                self._danger(kinds=(Ref.parse(found.ref).id,))
        return True

    def _named(self, ref: str) -> str:
        """What an observation is called here."""
        entry = self.guide.pack.entry_at(ref)
        return fill(entry.name, self.language, self._noun()).rstrip(".") if entry else Ref.parse(ref).id

    def _noun(self) -> Text:
        """The word for the person in this conversation."""
        return noun_of(self.guide.pack, self.guide.position(self.talk.session, silent_stops=True).situation)

    def _warn(self, typed: str) -> None:
        warning = privacy_warning(typed, self.language)
        if warning is not None:
            self.line.tell(warning.title, *warning.lines, warning.advice)

    # ------------------------------------------------------------ the result

    def _at_the_end(self) -> None:
        result = self._result()
        if self.before is not None:
            self.line.tell("", self.words("tui.changed.title"), *changed_lines(result, self.before, self.language))
            self.before = None
        page = page_of(result, self.language)
        self.items = numbered(page.parts)
        self._show(result_page_lines(page, self.items, self.language))
        self.line.tell("", self.say("plain.after_result"))
        if self.waiting is not None:
            self.line.tell(self.say("plain.after_sharing"))
        elif result.ended in ("complete", "partial") and self._sharing():
            self.line.tell(self.say("plain.may_share"))
        here = self.talk
        while self.talk is here:
            typed = self._read()
            if not self.listed and row_number(typed):
                self._owns("why")  # the numbers of the result are those on screen
            if not self._command(typed, None) and typed:
                self.line.tell(self.say("plain.not_a_command"))

    def _do_more(self, _: str, view: QuestionView | None) -> None:
        """The full lists; a number after it is one of theirs."""
        if view is not None:
            self.line.tell(self.say("plain.save.later"))
            return
        document = document_of(self._result(), self.language)
        self.items = numbered(document.parts)
        self._show(document_lines(document, self.items, self.language))

    def _show(self, lines: list[str]) -> None:
        """Write a list of the result, and hold it: *repeat* gives it again with the numbers that count."""
        self.shown = lines
        self.line.write("\n".join(lines))

    def _result(self) -> Result:
        return result_of_session(self.guide, self.talk.session)

    # ------------------------------------------------------------ commands

    def _command(self, typed: str, view: QuestionView | None) -> bool:
        """Do what a command asks, or what a number means for the list that stands on screen; False when the line is neither."""
        found = self._for_the_list(typed, view) or command_in(
            typed, own_words=view is not None and view.control == "words"
        )
        if found is None:
            return False
        name, rest = found
        if name != "stop":
            self.asked_to_stop = False
        self.listed = ""
        here = self.talk
        getattr(self, f"_do_{name}")(rest, view)
        if self._list_stands and self.talk is here:
            self.line.tell(self.say("plain.list_owns" if view is not None else "plain.list_owns_result"))
        return True

    def _for_the_list(self, typed: str, view: QuestionView | None) -> tuple[str, str] | None:
        """What a bare number asks of the list that was written last; Enter leaves that list, and gives the question again."""
        if not self.listed:
            return None
        if not typed:
            return "repeat", ""
        if not row_number(typed):
            return None
        number = str(row_number(typed))
        if self.listed == "why_not":
            return "why", f"{COMMAND_NOT[self.language]} {number}"
        return ("change" if self.listed == "review" else self.listed), number

    @property
    def _list_stands(self) -> bool:
        return bool(self.listed)

    def _owns(self, listed: Listed) -> None:
        """The next bare number belongs to what was just written."""
        self.listed = listed

    def _do_help(self, _: str, view: QuestionView | None) -> None:
        self.line.tell(self.words("tui.help.first"))
        if view is not None:
            self.line.tell(*([view.help] if view.help else []))
            self.line.tell(how_to_answer(view, self.language))
        self.line.tell(self.say("plain.commands"))
        for name, words in COMMANDS.items():
            self.line.write("\n".join(wrap(f"{' / '.join(words)}: {self.say(f'plain.command.{name}')}", "    ", "  ")))

    def _do_why(self, rest: str, view: QuestionView | None) -> None:
        if view is not None:
            self.line.tell(view.why or self.words("tui.why_asked.none"))
            return
        result, words = self._result(), rest.lower().split()
        if words[:1] in (["niet"], ["not"]):
            if len(words) == 2 and row_number(words[1]):
                self.line.write("\n".join(why_not_lines(result, row_number(words[1]), self.language)))
            else:
                self.line.write("\n".join(why_not_list(result, self.language)))
                self._owns("why_not")
        elif 1 <= row_number(rest) <= len(self.items):
            self.line.write("\n".join(why_lines(result, self.items[row_number(rest) - 1], self.language)))
        else:
            self.line.tell(self.say("plain.why_number", last=len(self.items)))

    def _do_repeat(self, _: str, view: QuestionView | None) -> None:
        lines = self._question(view) if view else self.shown
        self.line.write("\n".join(lines))

    def _do_back(self, _: str, view: QuestionView | None) -> None:
        self._remember(view)
        talk = stepped_back(self.guide, self.talk)
        if talk is self.talk:
            self.line.tell(self.say("plain.first_question"))
        self.talk = talk

    def _remember(self, view: QuestionView | None) -> None:
        """From a result: remember what it said, to tell afterwards what a change did."""
        if view is None:
            self.before = standing(self._result())

    def _do_review(self, _: str, _view: QuestionView | None) -> None:
        answers = review_lines(self.guide, self.talk.session, self.language)
        tell_review(self.line, answers, self.language)
        if any(line.counted for line in answers):
            self._owns("review")

    def _do_change(self, rest: str, view: QuestionView | None) -> None:
        keys = [line.key for line in review_lines(self.guide, self.talk.session, self.language) if line.counted]
        if not 1 <= row_number(rest) <= len(keys):
            if keys and not rest:
                self._do_review("", view)
            else:
                self.line.tell(self.say("plain.change_number"))
            return
        self._remember(view)
        self.line.tell(self.say("plain.others_stay"))
        talk = revisited(self.guide, self.talk, keys[row_number(rest) - 1])
        self.talk = replace(talk)

    def _do_overview(self, _: str, _view: QuestionView | None) -> None:
        tell_panel(self.line, panel_view(self.guide, self.talk.session, self.language), self.language)

    def _do_danger(self, rest: str, _view: QuestionView | None) -> None:
        self._danger(PROFESSIONS[int(rest) - 1] if rest in ROLE_NUMBERS else "")
        self.line.tell(self.say("plain.danger_unchanged"))

    def _danger(self, profession: str = "", kinds: tuple[str, ...] = ()) -> None:
        """Whom to call, `kinds` first; `profession` is the work that was said with the command, and is recorded nowhere."""
        pack, situation = self.guide.pack, self.guide.position(self.talk.session, silent_stops=True).situation
        told = reader_of(pack, situation)
        reader = replace(told, kinds=(*kinds, *told.kinds))
        pages = chosen_first(pack, self.language, reader, noun_of(pack, situation), profession)
        self.line.tell(*(("", *at_a_glance(pages)) if not reader.kinds else ()))
        for page in pages:
            self.line.tell("", page.title, *page_lines(page, self.language))
        if not (reader.profession or profession):
            names = [self.words(f"tui.danger.role.{name}") for name in PROFESSIONS]
            roles = ", ".join(f"{number} {name}" for number, name in zip(ROLE_NUMBERS, names, strict=True))
            self.line.tell("", self.say("plain.danger_role", roles=roles))
            self._owns("danger")
        self.line.tell("", self.say("plain.self"))

    def _do_self(self, _: str, _view: QuestionView | None) -> None:
        for page in danger_pages(self.guide.pack, self.language, about_self=True):
            self.line.tell("", page.title, *page_lines(page, self.language))
        self.line.tell(self.say("plain.danger_unchanged"))

    def _do_about(self, _: str, _view: QuestionView | None) -> None:
        """What this works with, and what of that was checked."""
        pack, day = self.guide.pack, self.talk.session.as_of
        for heading, text in about_lines(pack, self.guide.directory, day, self.language):
            self.line.tell("", *([heading] if heading else []), *text.split("\n"))

    def _do_lookup(self, rest: str, _view: QuestionView | None) -> None:
        """Search what the program knows, or open a page that was found."""
        if self.lookup is None:
            self.lookup = PlainLookup(self.guide, self.talk.session.as_of)
        situation = self.guide.position(self.talk.session, silent_stops=True).situation
        self.line.write("\n".join(self.lookup.lines(rest, self.language, noun_of(self.guide.pack, situation))))
        if self.lookup.offered:
            self._owns("lookup")

    # ------------------------------------------------------------ note and files

    def _do_note(self, _: str, _view: QuestionView | None) -> None:
        """Show the note, after asking for what only the user can add; a name in it is warned for."""
        added: dict[str, str] = {}
        for name in OWN_WORDS:
            added[name] = self._own_line(f"plain.note.{name}")
            if added[name]:
                self._warn(added[name])
        self.own = OwnWords(**added)
        self.line.write("\n" + note_text(note_of(self._result(), self.language, self.own), aloud=True).rstrip())
        self.line.tell("", self.say("plain.note.save"))

    def _own_line(self, ask: str) -> str:
        """A line in own words; the word for danger works here too."""
        while True:
            self.line.tell(self.say(ask))
            typed = self._read()
            if (command_in(typed, own_words=True) or ("",))[0] != "danger":
                return typed
            self._do_danger("", None)
            self.listed = ""  # words are asked for, not a number

    def _do_save(self, rest: str, _view: QuestionView | None) -> None:
        """Write the note or, at the end, the result to a file; never over another one."""
        head, _, tail = rest.partition(" ")
        wants_note = head.lower() in COMMANDS["note"] and bool(tail)
        name = tail.strip() if wants_note else rest
        if not name:
            self.line.tell(self.say("plain.save.how"))
            return
        if not wants_note and talk_view(self.guide, self.talk, self.language).question is not None:
            self.line.tell(self.say("plain.save.later"))
            return
        named, _, last = name.rpartition(" ")
        full = not wants_note and bool(named.strip()) and last.lower() in WITH_ANNEX_WORDS
        name = named.strip() if full else name
        path = file_for(
            name,
            settings.documents(),
            ".txt" if wants_note else ".pdf",
            kept=NOTE_ENDINGS if wants_note else tuple(OF_SUFFIX),
        )
        if path is None or (wants_note and path.suffix.lower() not in NOTE_ENDINGS):
            self.line.tell(self.say("plain.save.how"))
            return
        if labels_somebody(path.stem):
            self.line.tell(phrases(self.language, "result")("tui.save.person"))
            return
        result, suffix = self._result(), path.suffix.lower()
        data = (
            note_bytes(result, suffix, self.own, self.language)
            if wants_note
            else result_bytes(result, suffix, self.language, full=full)
        )
        if data is None:
            self.line.tell(self.say("plain.save.how"))
            return
        self.line.tell(saved(path, data, self.say))

    def _do_plan(self, rest: str, view: QuestionView | None) -> None:
        """A day for one's own calendar, as a file; a number after it, or in the next line, is one of the days."""
        result = self._result()
        if view is not None or not can_look_again(result):
            self.line.tell(self.say("plain.plan.later" if view is not None else "plain.plan.none"))
            return
        days = days_to_look(result, self.keeping.shelf.today, self.language)
        if not 1 <= row_number(rest) <= len(days):
            self.line.write("\n".join(plan_lines(days, self.language)))
            self._owns("plan")
            return
        day = days[row_number(rest) - 1].day
        self.line.tell(calendar_saved(day, self.keeping.shelf.today, self.language, self.say))

    # ------------------------------------------------------------ may I share this?

    def _sharing(self) -> str:
        """The id of the conversation about sharing, when it is another one than this."""
        dialogue = sharing_dialogue(self.guide.pack)
        return dialogue if dialogue != self.talk.session.dialogue else ""

    def _do_share(self, _: str, _view: QuestionView | None) -> None:
        """Begin the conversation about sharing with the answers that fit it; this one waits."""
        dialogue = self._sharing()
        if not dialogue:
            self.line.tell(self.say("plain.share.none"))
            return
        self.waiting = (self.talk, self.keeping.kept)
        self._go_to(Talk(with_same_answers(self.guide, self.talk.session, dialogue)), None)
        self._introduce()

    def _do_earlier(self, _: str, _view: QuestionView | None) -> None:
        """Go on with the conversation that waits."""
        if self.waiting is None:
            self.line.tell(self.say("plain.earlier.none"))
            return
        (talk, kept), self.waiting = self.waiting, None
        self._go_to(replace(talk), kept)

    def _go_to(self, talk: Talk, kept: Kept | None) -> None:
        self.before, self.told_progress = None, ""
        self.talk, self.keeping.kept = talk, kept

    # ------------------------------------------------------------ keeping

    def _do_keep(self, rest: str, _view: QuestionView | None) -> None:
        if self.keeping.begin(rest, self.talk.session):
            self._owns("keep")

    def _do_resume(self, rest: str, _view: QuestionView | None) -> None:
        session = self.keeping.resume(rest, self.talk.session)
        if session is not None:
            self.before, self.told_progress = None, ""
            self.talk = Talk(session)
        elif self.keeping.listed:
            self._owns("resume")

    # ------------------------------------------------------------ stopping

    def _do_stop(self, _: str, _view: QuestionView | None) -> None:
        if self.talk.session.answers and self.keeping.kept is None and not self.asked_to_stop:
            self.asked_to_stop = True
            self.line.tell(self.say("plain.stop_sure"))
            return
        kept, session = self.keeping.kept, self.talk.session
        if kept is not None and not self.keeping.whole(session):
            self.keeping.keep_on(session)  # the disk may take it by now
            kept = self.keeping.kept
        if kept is not None and not self.keeping.whole(session) and not self.asked_to_stop:
            self.asked_to_stop = True
            number, of = len(kept.session.answers), len(session.answers)
            self.line.tell(self.say("plain.stop_part", kept=number, all=of, expires=kept.expires))
            return
        if kept is not None and self.keeping.whole(session):
            self.line.tell(self.say("plain.stopped_kept", expires=kept.expires))
        raise Stop

    def _how_kept(self) -> str:
        """What of the answers is kept, as the last write that succeeded left it."""
        kept = self.keeping.kept
        if kept is None:
            return self.say("plain.end_of_input")
        if self.keeping.whole(self.talk.session):
            return self.say("plain.end_kept")
        return self.say("plain.end_part", kept=len(kept.session.answers), all=len(self.talk.session.answers))

    def _do_leave(self, _: str, view: QuestionView | None) -> None:
        """Empty the screen at once; once more, Enter, or ten seconds without a line, end it. Anything else brings it back."""
        try:
            typed = leave(self.line, self.language)
        except Left:
            raise Stop from None
        self._do_repeat("", view)
        if asks_for_danger(typed):
            self._do_danger("", view)
