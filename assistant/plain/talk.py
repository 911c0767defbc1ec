"""The conversation line by line: for screen readers, pipes and ssh. Plain lines out, plain lines in; no colour, no cursor.

Nothing is kept unless the user types `bewaar N` or `keep N`; from then on every answer is on disk before the next question is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.content.interface import Phrases, phrases
from assistant.content.model import Language, Observation
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import DONT_KNOW, RATHER_NOT, SEEN, Answer, Session
from assistant.plain.practice import Line, wrap
from assistant.plain.result_lines import Numbered, numbered, result_lines, why_lines, why_not_lines, why_not_list
from assistant.present.changed import changed_lines, standing
from assistant.present.conversation import Choice, QuestionView, answer_of, panel_view
from assistant.present.danger import danger_blocks
from assistant.present.keeping import SHORTEST, begin_keeping, keep_on, problem_sentence, resume, shelf_view
from assistant.present.review import review_lines
from assistant.present.talk import Talk, answered, limits, revisited, stepped_back, talk_view
from assistant.report.files import FileNotWritten, FileTaken, write_file
from assistant.report.markdown import to_markdown
from assistant.report.note import note_markdown, note_text
from assistant.report.text import to_text
from assistant.result.contract import to_json
from assistant.result.note import OWN_WORDS, OwnWords, note_of
from assistant.result.privacy import privacy_warning
from assistant.result.result import Result, noun_of, result_of_session
from assistant.store.kept import MOST_DAYS, Shelf
from assistant.store.kept_file import Kept, KeptProblem

if TYPE_CHECKING:
    from assistant.plain.lookup_lines import PlainLookup

COMMANDS: dict[str, tuple[str, ...]] = {
    "help": ("?", "hulp", "help"),
    "why": ("waarom", "why"),
    "repeat": ("herhaal", "repeat"),
    "back": ("terug", "back"),
    "review": ("antwoorden", "review", "answers"),
    "change": ("wijzig", "change"),
    "overview": ("overzicht", "overview"),
    "danger": ("gevaar", "danger", "!"),
    "lookup": ("zoek", "look"),
    "note": ("notitie", "note"),
    "save": ("opslaan", "save"),
    "keep": ("bewaar", "keep"),
    "resume": ("hervat", "resume"),
    "stop": ("stop", "q", "quit"),
    "leave": ("weg", "leave"),
}
_TAKES = {"why", "change", "save", "keep", "resume", "lookup"}
_YES = {"ja": "yes", "j": "yes", "yes": "yes", "y": "yes", "nee": "no", "n": "no", "no": "no"}
_MONTH = re.compile(r"(?:(?P<y>\d{4})-(?P<m>0?[1-9]|1[0-2])|(?P<m2>0?[1-9]|1[0-2])-(?P<y2>\d{4}))\Z")
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,3})?\Z")
_KEEP = re.compile(r"\d{1,4}(?: (?:wachtwoord|passphrase|password))?\Z", re.ASCII)
_NOT_KNOWN = ("onbekend", "unknown", "weet niet")
Secret = Callable[[str], str | None]


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
        self.shelf = shelf
        self.secret = secret
        self.words: Phrases = phrases(language)
        self.say: Phrases = phrases(language, "hands")
        self.talk = Talk(Session(dialogue, as_of))
        self.kept: Kept | None = None
        self.ticked: set[tuple[str, str]] = set()
        self.told_progress = ""
        self.offered: list[str] = []
        self.items: tuple[Numbered, ...] = ()
        self.before: tuple[str, ...] | None = None
        self.lookup: PlainLookup | None = None
        self.asked_to_stop = False
        self.own = OwnWords()

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
        dialogue = self.guide.dialogue(self.talk.session.dialogue)
        title = dialogue.title.in_(self.language)
        self.line.write(f"{title}\n{'=' * len(title)}")
        self.line.tell(*(text.in_(self.language) for text in dialogue.intro))
        self.line.tell(self.say("plain.how"))
        view = shelf_view(self.guide, self.shelf, self.language)
        self.line.tell(*view.remarks)
        if view.lines:
            self.line.tell(self.say("plain.can_resume"))

    def _progress(self, section: str, progress: str) -> None:
        told = f"{section}. {progress.replace(' · ', ', ')}."
        if told != self.told_progress:
            self.told_progress = told
            self.line.write("")
            self.line.tell(told)

    def _read(self, prompt: str = "> ") -> str:
        typed = self.line.read(prompt)
        if typed is None:
            if self.talk.session.answers:
                self.line.tell(self.say("plain.end_kept" if self.kept else "plain.end_of_input"))
            raise Stop
        return typed.strip()

    def _answer(self, key: str, answer: Answer) -> None:
        """Take an answer; on disk before anything else is written, when the conversation is kept."""
        talk = answered(self.guide, self.talk, key, answer)
        self.talk = talk
        self.asked_to_stop = False
        self._keep_on()
        view = talk_view(self.guide, self.talk, self.language)
        remark = next((each.remark for each in view.whole.lines if each.key == key and each.remark), "")
        self.line.tell(*([remark] if remark else []))

    def _keep_on(self) -> None:
        if self.kept is None:
            return
        try:
            self.kept, remark = keep_on(self.shelf, self.kept, self.talk.session, self.language)
        except KeptProblem as problem:
            self.line.tell(problem_sentence(problem, self.language))
            if problem.code == "gone":
                self.kept = None
        else:
            self.line.tell(*([remark] if remark else []))

    # ------------------------------------------------------------ a question

    def _ask(self, view: QuestionView) -> None:
        """Ask until there is an answer, or until a command went somewhere else."""
        self.line.write("\n".join(self._question(view)))
        here = self.talk
        while self.talk is here:
            if view.kind == "qualifiers":
                self._ask_rows(view)
                continue
            typed = self._read()
            if self._command(typed, view):
                continue
            if view.kind == "text":
                self._own_words(view, typed)
                return
            answer = self._parse(view, typed)
            if answer is None:
                self.line.tell(*self._mistake(view, typed))
            else:
                self._answer(view.key, answer)
                return

    def _question(self, view: QuestionView) -> list[str]:
        lines = ["", *wrap(view.ask), *wrap(view.help)]
        chosen = set(view.chosen)
        for choice in view.choices:
            mark = f" ({self.say('plain.chosen')})" if choice.id in chosen else ""
            lines += wrap(f"{choice.label}{mark}", "    ", f"{choice.key:>2}  ")
        if proposed := self._proposed(view):
            lines += wrap(self.say("plain.proposed", numbers=", ".join(choice.key for choice in proposed)))
        if view.kind in ("any_of", "say", "text", "number", "month"):
            lines += wrap(self.say(f"plain.hint.{view.kind}"))
        return lines

    def _proposed(self, view: QuestionView) -> list[Choice]:
        """Choices that the user's own words led to, and that the user confirmed."""
        if not view.multiple or view.chosen or not self.ticked:
            return []
        question = self.guide.dialogue(self.talk.session.dialogue).by_id[view.key.partition("@")[0]]
        ids = {o.id for o in question.options if any((g.kind, g.id) in self.ticked for g in o.records)}
        return [choice for choice in view.choices if choice.id in ids]

    def _parse(self, view: QuestionView, typed: str) -> Answer | None:
        words = typed.replace(",", " ").lower().split()
        if view.kind == "say":
            return SEEN if not typed or typed == "1" else None
        if not words:
            proposed = self._proposed(view)
            if not proposed and view.chosen and not view.multiple:
                return answer_of(view, view.chosen)  # Enter keeps the earlier answer
            ids = tuple(choice.id for choice in proposed) or (view.chosen if view.multiple else ())
            return answer_of(view, ids) if ids else None
        if view.kind in ("number", "month"):
            return self._measure(view, typed.lower())
        if view.kind == "yes_no" and len(words) == 1 and words[0] in _YES:
            return answer_of(view, (_YES[words[0]],))
        by_key = {choice.key: choice for choice in view.choices}
        picked = list(dict.fromkeys(by_key[word] for word in words if word in by_key))
        if len(picked) != len(set(words)) or not picked:
            return None
        if len(picked) > 1 and (not view.multiple or any(choice.alone for choice in picked)):
            return None
        if view.at_most and len(picked) > view.at_most:
            return None
        return answer_of(view, tuple(choice.id for choice in picked))

    def _measure(self, view: QuestionView, typed: str) -> Answer | None:
        if typed in _NOT_KNOWN:
            return DONT_KNOW
        if typed == "-" and any(choice.id == "refused" for choice in view.choices):
            return RATHER_NOT
        if view.kind == "month":
            found = _MONTH.match(typed)
            return Answer(month=f"{found['y'] or found['y2']}-{int(found['m'] or found['m2']):02d}") if found else None
        low, high = limits(self.guide, self.talk, view.key)
        if not _NUMBER.match(typed):
            return None
        number = round(float(typed.replace(",", ".")) * 1000)
        return Answer(number=number) if low * 1000 <= number <= high * 1000 else None

    def _mistake(self, view: QuestionView, typed: str) -> list[str]:
        """What to say when a line is no answer: what it may have meant, and how to answer."""
        wanted = typed.lower().split()
        near = [c for c in view.choices if wanted and all(w in c.label.lower() for w in wanted)]
        if near and any(word.isalpha() for word in wanted):
            return [self.say("plain.mean", number=choice.key, label=choice.label) for choice in near[:4]]
        if view.at_most and len(wanted) > view.at_most:
            return [self.words("tui.prompt.at_most", count=view.at_most)]
        kind = "one_of" if view.kind == "yes_no" else view.kind
        return [self.say("plain.not_read"), self.say(f"plain.hint.{kind}")]

    def _ask_rows(self, view: QuestionView) -> None:
        """Several short questions about one thing, one after the other."""
        here, rows = self.talk, dict[str, str]()
        earlier = dict(view.chosen_rows)
        for place, row in enumerate(view.rows):
            self.line.write("\n".join(["", *wrap(row.ask)]))
            for choice in row.choices:
                mark = f" ({self.say('plain.chosen')})" if earlier.get(row.qualifier) == choice.id else ""
                self.line.write("\n".join(wrap(f"{choice.label}{mark}", "    ", f"{choice.key:>2}  ")))
            by_key = {choice.key: choice.id for choice in row.choices}
            while row.qualifier not in rows:
                typed = self._read()
                if self._command(typed, view):
                    if self.talk is not here:
                        return
                    continue
                keys = typed.replace(",", " ").split()
                if place == 0 and len(keys) == len(view.rows) > 1:
                    each = [{c.key: c.id for c in r.choices}.get(k) for r, k in zip(view.rows, keys, strict=True)]
                    if all(each):
                        pairs = zip(view.rows, each, strict=True)
                        rows = {r.qualifier: value for r, value in pairs if value}
                        self._answer(view.key, answer_of(view, (), rows))
                        return
                if not typed and row.qualifier in earlier:
                    rows[row.qualifier] = earlier[row.qualifier]
                elif typed in by_key:
                    rows[row.qualifier] = by_key[typed]
                else:
                    self.line.tell(self.say("plain.not_read"), self.say("plain.hint.one_of"))
        self._answer(view.key, answer_of(view, (), rows))

    # ------------------------------------------------------------ own words

    def _own_words(self, view: QuestionView, typed: str) -> None:
        """Find observations in own words; each is confirmed by the user. The words are forgotten here and never stored."""
        if typed:
            self._warn(typed)
            from assistant.finder.finder import proposals  # the finder's libraries: only where words are typed

            for found in proposals(self.guide.pack, typed, self.language):
                entry = self.guide.pack.entry(found.kind, found.id)
                if found.kind == "danger" and isinstance(entry, Observation):
                    self.line.tell(self.say("plain.words_danger"))
                    self._danger()
                    continue
                self.line.tell(self.say("plain.proposal", words=" … ".join(found.matched), name=found.name))
                reply = self._read()
                while reply.lower() not in (*_YES, "1", "2", ""):
                    self.line.tell(self.say("plain.yes_or_no"))
                    reply = self._read()
                if reply == "1" or _YES.get(reply.lower()) == "yes":
                    self.ticked.add((found.kind, found.id))
            self.line.tell(self.say("plain.forgotten"))
        self._answer(view.key, SEEN)

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
        self.items = numbered(result, self.language)
        self.line.write("\n".join(result_lines(result, self.items, self.language)))
        self.line.tell("", self.say("plain.after_result"))
        here = self.talk
        while self.talk is here:
            typed = self._read()
            if typed and not self._command(typed, None):
                self.line.tell(self.say("plain.not_a_command"))

    def _result(self) -> Result:
        return result_of_session(self.guide, self.talk.session)

    # ------------------------------------------------------------ commands

    def _command(self, typed: str, view: QuestionView | None) -> bool:
        """Do what a command asks; False when the line is no command."""
        head, _, rest = typed.partition(" ")
        name = next((name for name, words in COMMANDS.items() if head.lower() in words), "")
        if not name or (rest and name not in _TAKES):
            return False
        if rest and view is not None and view.kind == "text" and not (name == "keep" and _KEEP.match(rest.lower())):
            return False  # own words that begin with a command
        if name != "stop":
            self.asked_to_stop = False
        getattr(self, f"_do_{name}")(rest.strip(), view)
        return True

    def _do_help(self, _: str, view: QuestionView | None) -> None:
        if view is not None:
            self.line.tell(*([view.help] if view.help else []))
            self.line.tell(self.say(f"plain.hint.{'one_of' if view.kind == 'yes_no' else view.kind}"))
        self.line.tell(self.say("plain.commands"))
        for name, words in COMMANDS.items():
            self.line.write("\n".join(wrap(f"{' / '.join(words)}: {self.say(f'plain.command.{name}')}", "    ", "  ")))

    def _do_why(self, rest: str, view: QuestionView | None) -> None:
        if view is not None:
            self.line.tell(view.why or self.words("tui.why_asked.none"))
            return
        result, words = self._result(), rest.lower().split()
        if words[:1] in (["niet"], ["not"]):
            if len(words) == 2 and words[1].isdigit():
                self.line.write("\n".join(why_not_lines(result, int(words[1]), self.language)))
            else:
                self.line.write("\n".join(why_not_list(result, self.language)))
        elif rest.isdigit() and 1 <= int(rest) <= len(self.items):
            self.line.write("\n".join(why_lines(result, self.items[int(rest) - 1], self.language)))
        else:
            self.line.tell(self.say("plain.why_number", last=len(self.items)))

    def _do_repeat(self, _: str, view: QuestionView | None) -> None:
        lines = self._question(view) if view else result_lines(self._result(), self.items, self.language)
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
        lines = review_lines(self.guide, self.talk.session, self.language)
        self.offered = [line.key for line in lines if line.counted]
        if not lines:
            self.line.tell(self.say("plain.no_answers"))
            return
        for number, line in enumerate((line for line in lines if line.counted), 1):
            self.line.write("\n".join(wrap(f"{line.ask} {line.answer}", "    ", f"{number:>2}  ")))
        left = [line for line in lines if not line.counted]
        if left:
            self.line.tell(self.words("tui.review.unused") + ":")
            for line in left:
                self.line.write("\n".join(wrap(f"{line.ask} {line.answer}", "    ", "  - ")))
        self.line.tell(self.say("plain.how_to_change"))

    def _do_change(self, rest: str, view: QuestionView | None) -> None:
        keys = [line.key for line in review_lines(self.guide, self.talk.session, self.language) if line.counted]
        if not rest.isdigit() or not 1 <= int(rest) <= len(keys):
            self.line.tell(self.say("plain.change_number"))
            return
        self._remember(view)
        self.line.tell(self.say("plain.others_stay"))
        talk = revisited(self.guide, self.talk, keys[int(rest) - 1])
        self.talk = replace(talk)

    def _do_overview(self, _: str, _view: QuestionView | None) -> None:
        panel = panel_view(self.guide, self.talk.session, self.language)
        for title, names in panel.said:
            self.line.tell(f"{title}: {'; '.join(names)}.")
        if not panel.said:
            self.line.tell(self.words("tui.panel.empty"))
        if panel.hint:
            self.line.tell(panel.hint)
        for point in panel.points:
            self.line.write("\n".join(wrap(f"{point.title} ({point.label})", "    ", "  - ")))

    def _do_danger(self, _: str, _view: QuestionView | None) -> None:
        self._danger()
        self.line.tell(self.say("plain.danger_unchanged"))

    def _danger(self) -> None:
        position = self.guide.position(self.talk.session, silent_stops=True)
        for block in danger_blocks(self.guide.pack, self.language, noun_of(self.guide.pack, position.situation)):
            self.line.tell(*filter(None, ("", block.title, *block.lines)))

    def _do_lookup(self, rest: str, _view: QuestionView | None) -> None:
        """Search what the program knows, or open a page that was found."""
        from assistant.plain.lookup_lines import PlainLookup  # only for who looks something up

        if self.lookup is None:
            self.lookup = PlainLookup(self.guide, self.talk.session.as_of)
        situation = self.guide.position(self.talk.session, silent_stops=True).situation
        self.line.write("\n".join(self.lookup.lines(rest, self.language, noun_of(self.guide.pack, situation))))

    # ------------------------------------------------------------ note and files

    def _do_note(self, _: str, _view: QuestionView | None) -> None:
        """Show the note, after asking for what only the user can add; a name in it is warned for."""
        added: dict[str, str] = {}
        for name in OWN_WORDS:
            self.line.tell(self.say(f"plain.note.{name}"))
            added[name] = self._read()
            if added[name]:
                self._warn(added[name])
        self.own = OwnWords(**added)
        self.line.write("\n" + note_text(note_of(self._result(), self.language, self.own)).rstrip())
        self.line.tell("", self.say("plain.note.save"))

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
        path = Path(name).expanduser()
        path = path if path.suffix else path.with_name(path.name + ".md")
        data = self._file(path.suffix.lower(), wants_note)
        if data is None:
            self.line.tell(self.say("plain.save.how"))
            return
        try:
            write_file(path, data)
        except FileTaken:
            self.line.tell(self.say("plain.save.taken", path=path))
        except FileNotWritten as error:
            self.line.tell(self.say("plain.save.failed", path=path, reason=error))
        else:
            self.line.tell(self.say("plain.save.done", path=path))

    def _file(self, suffix: str, wants_note: bool) -> bytes | None:
        result = self._result()
        if wants_note:
            note = note_of(result, self.language, self.own)
            return {".md": note_markdown, ".txt": note_text}.get(suffix, note_text)(note).encode()
        if suffix == ".pdf":
            from assistant.report.pdf import to_pdf

            return to_pdf(result, self.language)
        if suffix == ".html":
            from assistant.report.html import to_html

            return to_html(result, self.language).encode()
        writers = {".md": to_markdown, ".txt": to_text, ".json": to_json}
        return writers[suffix](result, self.language).encode() if suffix in writers else None

    # ------------------------------------------------------------ keeping

    def _do_keep(self, rest: str, _view: QuestionView | None) -> None:
        """Keep this conversation for some days: `bewaar 7`, or `bewaar 7 wachtwoord` to be asked for a passphrase."""
        days, _, more = rest.partition(" ")
        if self.kept is not None:
            self.line.tell(self.say("plain.keep.already", expires=self.kept.expires))
            return
        if not _KEEP.match(rest.lower()):
            self.line.tell(self.say("plain.keep.how", most=MOST_DAYS))
            return
        passphrase = ""
        if more:
            passphrase = self.secret(self.say("plain.keep.passphrase")) or ""
            if len(passphrase) < SHORTEST:
                self.line.tell(self.say("plain.keep.short", letters=SHORTEST))
                return
        session = self.talk.session
        try:
            self.kept, told = begin_keeping(self.guide, self.shelf, session, int(days), self.language, passphrase)
        except KeptProblem as problem:
            told = problem_sentence(problem, self.language)
        self.line.tell(told)

    def _do_resume(self, rest: str, view: QuestionView | None) -> None:
        """Show what is kept, or go on with one of those."""
        shown = shelf_view(self.guide, self.shelf, self.language)
        self.line.tell(*shown.remarks)
        if not shown.lines:
            self.line.tell(self.say("plain.resume.none"))
            return
        if not rest.isdigit() or not 1 <= int(rest) <= len(shown.lines):
            for number, line in enumerate(shown.lines, 1):
                self.line.write("\n".join(wrap(f"{line.title}: {line.told}", "    ", f"{number:>2}  ")))
            self.line.tell(self.say("plain.resume.how"))
            return
        if self.talk.session.answers and self.kept is None:
            self.line.tell(self.say("plain.resume.busy"))
            return
        line = shown.lines[int(rest) - 1]
        passphrase = (self.secret(self.say("plain.resume.passphrase")) or "") if line.locked else ""
        try:
            found = resume(self.guide, self.shelf, line.id, self.language, passphrase)
        except KeptProblem as problem:
            self.line.tell(problem_sentence(problem, self.language))
            return
        self.kept, self.before, self.told_progress = found.kept, None, ""
        self.talk = Talk(found.session)
        self.line.tell(*found.remarks)

    # ------------------------------------------------------------ stopping

    def _do_stop(self, _: str, _view: QuestionView | None) -> None:
        if self.talk.session.answers and self.kept is None and not self.asked_to_stop:
            self.asked_to_stop = True
            self.line.tell(self.say("plain.stop_sure"))
            return
        if self.kept is not None:
            self.line.tell(self.say("plain.stopped_kept", expires=self.kept.expires))
        raise Stop

    def _do_leave(self, _: str, _view: QuestionView | None) -> None:
        raise Stop
