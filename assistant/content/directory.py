"""The local directory: an organisation's own contact points, in one file outside the pack, laid over the generic partners."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.content.model import NO_TEXT, NOWHERE, Language, Pack, Partner, Text
from assistant.content.reader import Fields, Notes
from assistant.content.source import Map, Scalar, parse, printable
from assistant.content.vocabulary import LANGUAGES
from assistant.errors import Finding, Place
from assistant.records import dataclass, field

FILE_NAME = "directory.yaml"
EMERGENCY = "112"
_PHONE = re.compile(r"\+?[0-9(][0-9 ()./-]{1,24}\Z")


@dataclass(frozen=True, slots=True)
class Contact:
    """What an organisation fills in for one partner. Every field may be empty; then the pack's own words stay."""

    partner: str
    name: Text = NO_TEXT
    phone: str = ""
    hours: Text = NO_TEXT
    note: Text = NO_TEXT
    verified_on: str = ""
    place: Place = field(default=NOWHERE, compare=False)

    def data(self, language: Language) -> dict[str, str]:
        """What is filled in, as plain words."""
        texts = {"name": self.name.in_(language), "phone": self.phone}
        texts |= {"hours": self.hours.in_(language), "note": self.note.in_(language), "verified_on": self.verified_on}
        return {name: text for name, text in texts.items() if text}


@dataclass(frozen=True)
class Directory:
    """Contacts by partner. `findings` says what is wrong with the file; with an error in it no contact is used."""

    file: str = ""
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def contact(self, partner: str) -> Contact | None:
        """What was filled in for a partner, if anything."""
        return self.contacts.get(partner)

    @property
    def broken(self) -> bool:
        """Whether the file has an error, so that only the generic partners are used."""
        return any(finding.severity == "error" for finding in self.findings)


NO_DIRECTORY = Directory()


def phone_of(partner: Partner, contact: Contact | None) -> tuple[str, str]:
    """The number to show and the day a person checked it (empty when nobody did): the own number first."""
    if contact is not None and contact.phone:
        return contact.phone, contact.verified_on
    return partner.phone, (contact.verified_on if contact else "") or partner.verified_on


def read_directory(data: bytes, file: str, pack: Pack) -> Directory:
    """The directory in a file, checked against the partners of a pack. Never raises for what the file holds."""
    notes = Notes()
    nodes, problems = parse(data, file)
    notes.findings += problems
    contacts: dict[str, Contact] = {}
    if not problems and nodes:
        if len(nodes) > 1 or not isinstance(nodes[0], Map):
            notes.add("directory/shape", nodes[-1].place)
        else:
            contacts = _contacts(Fields(nodes[0], notes), pack, notes)
    findings = tuple(sorted({f.key(): f for f in notes.findings}.values(), key=lambda f: f.key()))
    broken = any(finding.severity == "error" for finding in findings)
    return Directory(file, {} if broken else contacts, findings)


def _contacts(fields: Fields, pack: Pack, notes: Notes) -> dict[str, Contact]:
    node = fields.mapping("partners")
    if "partners" not in fields.node.entries:
        notes.add("directory/shape", fields.place)
    fields.done()
    known = pack.kind("partner")
    found: dict[str, Contact] = {}
    for name, value in node.entries.items() if node else ():
        place = node.keys[name] if node else fields.place
        partner = known.get(name)
        if not isinstance(partner, Partner):
            notes.unknown("directory/partner", place, printable(name), known, known=", ".join(known))
        elif isinstance(value, Map):
            contact = _contact(name, Fields(value, notes), partner, place)
            if contact.data("nl") or contact.data("en"):
                found[name] = contact
        elif not (isinstance(value, Scalar) and value.type == "null"):
            notes.add("field/type", value.place, field=printable(name), wanted="mapping")
    return found


def _contact(name: str, fields: Fields, partner: Partner, place: Place) -> Contact:
    contact = Contact(
        name,
        _text(fields, "name"),
        _phone(fields, partner),
        _text(fields, "hours"),
        _text(fields, "note"),
        fields.date("verified_on"),
        place,
    )
    fields.done()
    return contact


def _text(fields: Fields, key: str) -> Text:
    """Plain words, the same in both languages; or `{nl: …, en: …}`, of which one is enough."""
    value = fields.get(key)
    if not isinstance(value, Map):
        plain = " ".join(fields.word(key).split())
        return Text(plain, plain)
    inner = Fields(value, fields.notes)
    words = [" ".join(inner.word(language).split()) for language in LANGUAGES]
    inner.done()
    return Text(*words)


def _phone(fields: Fields, partner: Partner) -> str:
    phone = " ".join(fields.word("phone").split())
    if not phone:
        return ""
    place = fields.node.entries["phone"].place
    if not _PHONE.match(phone) or sum(character.isdigit() for character in phone) < 3:
        fields.notes.add("directory/phone", place, word=phone)
    elif partner.phone == EMERGENCY and phone != EMERGENCY:
        fields.notes.add("directory/emergency", place, word=phone)
    return phone
