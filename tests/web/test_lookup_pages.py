"""Looking up: every entry has its page, the links hold, and no name goes into an address."""

from __future__ import annotations

import pytest
from web_visitor import AS_OF, Visitor, guide

from assistant.present.lookup import lookup_entries


def test_every_entry_has_a_page_with_all_its_lines_and_every_link_leads_to_one() -> None:
    visitor = Visitor()
    pages = {f"/opzoeken/{entry.ref.replace(':', '/')}": entry for entry in lookup_entries(guide().pack, AS_OF, "nl")}
    assert len(pages) > 50
    for address, entry in pages.items():
        page = visitor.get(address)
        assert page.status == 200
        assert page.wrong == []
        text = "".join(page.text.split())
        assert all("".join(line.split()) in text for _, lines in entry.lines for line in lines.split("\n"))
        links = {link.get("href") for link in page.root.all("main")[0].all("a")} - {"/opzoeken"}
        assert {link for link in links if link.startswith("/opzoeken/")} <= set(pages)


def test_a_word_finds_entries_and_a_name_never_goes_into_the_address() -> None:
    visitor = Visitor()
    page = visitor.post({"q": "zingeving Wasserbergen"}, "/opzoeken")
    assert "zingeving" in str(page.response.url)
    assert not any("asserbergen" in address for address in visitor.addresses)
    assert [link for link in page.root.all("a") if "/opzoeken/driver/" in link.get("href")]
    assert visitor.post({"q": "Wasserbergen"}, "/opzoeken").root.all("p", "form")
    assert not any("asserbergen" in address for address in visitor.addresses)


@pytest.mark.parametrize("typed", ["112", "gevaar"])
def test_danger_is_found_too(typed: str) -> None:
    assert str(Visitor().post({"q": typed}, "/opzoeken").response.url).endswith("/gevaar")


@pytest.mark.parametrize(
    "address", ["/opzoeken/partner/none", "/opzoeken/event/dismissal", "/opzoeken/x/y", "/opzoeken/a"]
)
def test_what_cannot_be_looked_up_is_a_missing_page(address: str) -> None:
    assert Visitor().get(address).status == 404
