"""Ordinary situations of `tests/world/ordinary_too` with one thing more that somebody did: a concern, partner or danger page is right.

Written before any of them was run, beside the ordinary ones, so that mending those does not overshoot.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

ADVICE: Final = frozenset({"ess", "lse", "municipality", "focal_officer", "police_cter"})
"""Whom one asks about a person and a group that condones violence: at least one of these."""


@dataclass(frozen=True)
class Turn:
    """What is chosen besides, by question; how an event is known; and what must follow: trigger factors, or a danger page."""

    name: str
    adds: dict[str, tuple[str, ...]]
    triggers: frozenset[str] = frozenset()
    partner: frozenset[str] = frozenset()
    page: str = ""
    about: dict[str, str] = field(default_factory=lambda: {"when": "recent", "impact": "strong", "origin": "seen"})


def _to(*names: str) -> frozenset[str]:
    return frozenset(names)


TURNS: Final = (
    Turn("jeugdkerk-elke-avond", {"events_around": ("group_conduct",)}, _to("joining_radical_group"), ADVICE),
    Turn(
        "moskee-na-de-diploma-uitreiking",
        {"events_around": ("contact_violence",)},
        _to("meeting_radical_person"),
        ADVICE,
    ),
    Turn("dispuut-met-geheimen", {"events_around": ("group_conduct",)}, _to("joining_radical_group"), ADVICE),
    Turn("krakers-tegen-huisjesmelkers", {"events_around": ("call",)}, _to("call_to_action"), ADVICE),
    Turn("boos-over-de-basisbeurs", {"events_around": ("contact_violence",)}, _to("meeting_radical_person"), ADVICE),
    Turn(
        "clan-in-een-schietspel",
        {"events_around": ("material", "contact_violence")},
        _to("propaganda", "meeting_radical_person"),
        ADVICE,
    ),
    Turn("veganist-aan-de-kantinetafel", {"events_around": ("group_conduct",)}, _to("joining_radical_group"), ADVICE),
    Turn("tegen-de-opvang-in-het-dorp", {"events_around": ("group_conduct",)}, _to("joining_radical_group"), ADVICE),
    Turn(
        "jongerenafdeling-van-een-partij",
        {"events_around": ("contact_violence",)},
        _to("meeting_radical_person"),
        ADVICE,
    ),
    Turn(
        "bijbelkring-in-de-inrichting", {"events_around": ("contact_violence",)}, _to("meeting_radical_person"), ADVICE
    ),
    Turn("verloofd-met-een-meisje-uit-de-kerk", {"events_around": ("married_in_group",)}, _to("marriage"), ADVICE),
    Turn("sjaal-en-spandoek", {"events_around": ("call",)}, _to("call_to_action"), ADVICE),
    Turn(
        "uit-de-groepsapp-gegooid",
        {"events_around": ("contact_violence", "material")},
        _to("meeting_radical_person"),
        ADVICE,
    ),
    Turn("opstel-over-een-aanslag", {"violence_talk": ("plan",)}, page="immediate"),
    Turn("zwarte-kleren-en-harde-muziek", {"urgent_today": ("suicide",)}, page="suicide_thoughts"),
    Turn("verkering-met-een-jongen-van-buiten", {"urgent_today": ("coercion",)}, page="coercion"),
    Turn("zorgt-voor-zijn-moeder", {"urgent_today": ("child",)}, page="child_unsafe"),
    Turn("oorlog-in-het-land-van-zijn-ouders", {"urgent_today": ("leaving",)}, page="recruiting_or_departure"),
    Turn("alleen-nog-krachttraining", {"urgent_today": ("camp",)}, page="combat_training"),
    Turn("wil-bij-de-commandos", {"danger_now": ("yes",)}, page="immediate"),
    Turn(
        "filmpjes-over-buitenaardse-wezens", {"changes": ("violence",), "violence_talk": ("approves",)}, partner=ADVICE
    ),
    Turn(
        "inval-op-het-verkeerde-adres",
        {"changes": ("violence",), "violence_talk": ("approves",)},
        _to("clash_authorities"),
        ADVICE,
    ),
)
"""Where `triggers` is empty and no page opens, a signal must come all the same."""
