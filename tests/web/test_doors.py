"""The doors: who may ask, how much, and what every answer says to the browser."""

from __future__ import annotations

import ipaddress

import pytest
from web_visitor import Clock, Visitor, site_for

from assistant.web.doors import MOST_BODY, Address, Pace, Throttle
from assistant.web.site import Plan


def test_every_answer_has_the_headers_also_those_that_say_no() -> None:
    visitor = Visitor(site_for(Clock(), address=Address(frozenset({"localhost"}))))
    page = visitor.begin()
    answers = [
        visitor.client.get(address)
        for address in ("/", "/gevaar", "/nergens", "/static/none.css", "/check?s=x", str(page.response.url))
    ]
    answers.append(visitor.client.post("/check", data={"s": "x"}))
    answers.append(visitor.client.get("/", headers={"host": "evil.example"}))
    answers.append(visitor.client.post("/check", data={}, headers={"sec-fetch-site": "cross-site"}))
    answers.append(visitor.client.put("/check"))
    answers += page.response.history
    assert {answer.status_code for answer in answers} >= {200, 303, 403, 404, 405, 410}
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "server" not in answer.headers


def test_only_styles_and_script_may_be_kept_by_the_browser() -> None:
    visitor = Visitor()
    for node in visitor.get("/").root.all("link", "script"):
        answer = visitor.client.get(node.get("href") or node.get("src"))
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


def test_cookies_cannot_be_read_by_scripts_and_behind_tls_only_go_over_tls() -> None:
    site = site_for(Clock(), address=Address(frozenset(), "https://check.example"))
    visitor = Visitor(site, "https://check.example")
    set_cookies = [
        value for answer in visitor.begin().response.history for value in answer.headers.get_list("set-cookie")
    ]
    assert len(set_cookies) == 2
    for value in set_cookies:
        assert "HttpOnly" in value
        assert "samesite=lax" in value.lower()
        assert "Secure" in value
        assert "Path=/check" in value
        assert "max-age" not in value.lower()
    assert "strict-transport-security" in visitor.get("/").response.headers


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"origin": "http://localhost"}, 303),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_a_form_must_come_from_our_own_page(headers: dict[str, str], code: int) -> None:
    visitor = Visitor()
    del visitor.client.headers["sec-fetch-site"]
    data = {"do": "begin", "dialogue": "self_check"}
    assert visitor.client.post("/check", data=data, headers=headers, follow_redirects=False).status_code == code


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "local host", "localhost@evil"])
def test_another_name_than_ours_is_refused(host: str) -> None:
    address = Address(frozenset({"localhost", "127.0.0.1", "[::1]"}))
    assert not address.knows(host)
    assert all(address.knows(name) for name in ("localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000", "[::1]"))


def test_too_much_is_refused_with_a_page() -> None:
    visitor = Visitor()
    page = visitor.begin()
    assert visitor.answer(page, n="x" * MOST_BODY).status == 413
    assert visitor.get("/check?s=" + "x" * 9_000).status == 413
    assert visitor.get("/check?s=" + "x" * 7_000).status == 410
    many = visitor.post({"s": page.token, "q": page.key, "a": ["no"] * 401})
    assert many.status == 410
    assert "112" in many.text


@pytest.mark.parametrize("do", ["", "lang.fr", "../../etc", "begin", "confirm", "share", "earlier", "change", "same"])
def test_what_no_page_of_ours_sends_does_no_harm(do: str) -> None:
    visitor = Visitor()
    page = visitor.begin()
    sent = visitor.post({"s": page.token, "do": do, "key": "nothing", "ref": ["x", "danger:none"], "yes": "x"})
    assert sent.status in (200, 410)
    assert visitor.get(str(page.response.url)).key == "danger_now"


def test_who_asks_too_often_waits_and_others_do_not() -> None:
    clock = Clock()
    throttle = Throttle(Pace(each_second=1, burst=3))
    assert [throttle.takes("1.2.3.4", clock()) for _ in range(4)] == [True, True, True, False]
    assert throttle.takes("1.2.3.5", clock())
    clock.now += 1
    assert throttle.takes("1.2.3.4", clock())
    assert [throttle.takes(f"2001:db8::{n}", clock()) for n in range(4)] == [True, True, True, False]


def test_the_page_that_says_to_wait_has_whom_to_call() -> None:
    visitor = Visitor(site_for(Clock(), throttle=Throttle(Pace(0, 1))))
    visitor.get("/")
    page = visitor.get("/")
    assert page.status == 429
    assert page.response.headers["retry-after"]
    assert "112" in page.text


def test_behind_a_proxy_each_address_counts_by_itself() -> None:
    site = site_for(Clock(), address=Address(public_url="https://check.example"), throttle=Throttle(Pace(0, 1)))
    visitor = Visitor(site, "https://check.example")
    visitor.client._transport.client = ("127.0.0.1", 1)  # type: ignore[attr-defined]
    codes = [
        visitor.client.get("/", headers={"x-forwarded-for": f"9.9.9.9, 1.1.1.{number}"}).status_code
        for number in (1, 2, 1)
    ]
    assert codes == [200, 200, 429]


@pytest.mark.parametrize(("client", "codes"), [("10.1.2.3", [200, 200]), ("127.0.0.1", [200, 429]), ("x", [200, 429])])
def test_what_a_proxy_says_of_who_asks_is_believed_from_the_trusted_one_only(client: str, codes: list[int]) -> None:
    address = Address(public_url="https://check.example", proxies=(ipaddress.ip_network("10.1.2.0/24"),))
    visitor = Visitor(site_for(Clock(), address=address, throttle=Throttle(Pace(0, 1))), "https://check.example")
    visitor.client._transport.client = (client, 1)  # type: ignore[attr-defined]
    for number, code in enumerate(codes):
        assert visitor.client.get("/", headers={"x-forwarded-for": f"1.1.1.{number}"}).status_code == code


def test_conversations_that_are_not_offered_do_not_exist() -> None:
    visitor = Visitor(site_for(Clock(), conversations=False))
    start = visitor.get("/")
    assert not start.root.all("form")
    assert visitor.get("/check?s=x").status == 404
    assert visitor.begin().status == 404
    assert visitor.get("/gevaar").status == 200


def test_on_another_machine_the_first_page_says_whose_it_is() -> None:
    page = Visitor(site_for(Clock(), remote=True, owner="<b>Gemeente Voorbeeld</b>")).get("/")
    assert "<b>Gemeente" not in page.html
    assert any("Gemeente Voorbeeld" in node.text for node in page.root.all("details") if "open" in node.attributes)


def test_a_fault_gives_a_page_and_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Visitor()
    page = visitor.begin()

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("danger_now is no")

    monkeypatch.setattr("assistant.web.check.talk_view", broken)
    fault = visitor.get(str(page.response.url))
    assert fault.status == 500
    assert "danger_now is no" not in fault.html
    assert "Traceback" not in fault.html
    assert "112" in fault.text


def test_a_plan_offers_conversations_only_where_it_says_so() -> None:
    fields = Plan.__dataclass_fields__
    assert fields["remote"].default is False
    assert fields["exit_url"].default.startswith("https://")
