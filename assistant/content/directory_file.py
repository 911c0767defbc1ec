"""The file with an organisation's own contact points: read, and checked against the partners of a pack."""

from __future__ import annotations

import re

from assistant.content.directory import EMERGENCY, Contact, Directory
from assistant.content.model import Pack, Partner, Text
from assistant.content.nodes import Map, Scalar, printable
from assistant.content.reader import Fields, Notes
from assistant.content.source import parse
from assistant.content.vocabulary import LANGUAGES
from assistant.errors import Place

_PHONE = re.compile(r"\+?[0-9(][0-9 ()./-]{1,24}\Z")


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
