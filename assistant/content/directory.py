"""The local directory: an organisation's own contact points, in one file outside the pack, laid over the generic partners."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.content.model import NO_TEXT, NOWHERE, Language, Partner, Text
from assistant.errors import Finding, Place
from assistant.records import dataclass, field

FILE_NAME = "directory.yaml"
EMERGENCY = "112"


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
