"""The screens by name. Whoever opens one asks for it here: so controllers know no screen, and none is imported before it is opened."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from textual.screen import Screen

# Name: the module under assistant.tui that has it, and its class there.
SCREENS = {
    "class.case": ("classroom.case_screen", "ClassCaseScreen"),
    "class.choose": ("classroom.files_screen", "ClassChooseScreen"),
    "class.files": ("classroom.files_screen", "ClassFilesScreen"),
    "class.hands": ("classroom.hands_screen", "HandsScreen"),
    "class.numbers": ("classroom.screen", "ClassScreen"),
    "class.save": ("classroom.save_screen", "ClassSaveScreen"),
    "code": ("practice.code", "CodeScreen"),
    "confirm": ("page_screens", "ConfirmScreen"),
    "danger": ("page_screens", "DangerScreen"),
    "debrief": ("practice.debrief", "DebriefScreen"),
    "door": ("practice.list", "DoorScreen"),
    "exercises": ("practice.exercise", "ExercisesScreen"),
    "export": ("practice.export", "ExportScreen"),
    "fault": ("page_screens", "FaultScreen"),
    "help": ("page_screens", "HelpScreen"),
    "keep": ("keeping.screens", "KeepScreen"),
    "kept": ("keeping.screens", "KeptScreen"),
    "look_again": ("result.again_screen", "LookAgainScreen"),
    "lookup": ("lookup_screen", "LookupScreen"),
    "names": ("names_screen", "NamesScreen"),
    "note": ("result.note_screen", "NoteScreen"),
    "open": ("list_screens", "OpenScreen"),
    "page": ("page_screens", "PageScreen"),
    "palette": ("palette_screen", "PaletteScreen"),
    "panel": ("list_screens", "PanelScreen"),
    "practice": ("practice.list", "PracticeScreen"),
    "progress": ("practice.progress", "ProgressScreen"),
    "quit": ("keeping.screens", "QuitScreen"),
    "result": ("result.screen", "ResultScreen"),
    "review": ("list_screens", "ReviewScreen"),
    "round": ("practice.round", "RoundScreen"),
    "save": ("result.save_screen", "SaveScreen"),
    "sector": ("practice.sector", "SectorScreen"),
    "set_end": ("practice.end", "SetEndScreen"),
    "shelf": ("keeping.screens", "ShelfScreen"),
    "store": ("practice.store", "StoreScreen"),
    "tour": ("tour_screen", "TourScreen"),
    "unlock": ("keeping.screens", "UnlockScreen"),
    "why": ("why_screen", "WhyScreen"),
    "why_not": ("list_screens", "WhyNotScreen"),
}


def screen_class(name: str) -> type[Screen[Any]]:
    """The class of the screen with that name."""
    module, class_name = SCREENS[name]
    found: type[Screen[Any]] = getattr(import_module(f"assistant.tui.{module}"), class_name)
    return found


def made(name: str, *given: object, **named: object) -> Screen[Any]:
    """A new screen with that name, of what it is about."""
    return screen_class(name)(*given, **named)  # type: ignore[arg-type]
