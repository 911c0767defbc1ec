"""`dataclass(frozen=True)` as the standard library makes it, at a tenth of the cost when a module is imported.

The standard library writes and compiles six functions for every class. A program of a hundred small values pays a third of its start
for that. Here the methods of all classes are the same few functions, and `__init__`, the only one written for its class, is written
when the first value is made. What is not a plain frozen class (mutable, with `__post_init__` …) is left to the standard library.
"""

from __future__ import annotations

import dataclasses
import operator
from dataclasses import MISSING, FrozenInstanceError, field, fields, is_dataclass, replace
from inspect import get_annotations
from typing import TYPE_CHECKING, Any

__all__ = ["PLAIN", "dataclass", "field", "fields", "is_dataclass", "replace"]
PLAIN: frozenset[type] = frozenset((str, int, bool, type(None)))
"""Classes of values that hold no others, of those that a record may hold."""
_OPTIONS = {"frozen", "slots", "eq", "order"}
_ORDER = {"__lt__": operator.lt, "__le__": operator.le, "__gt__": operator.gt, "__ge__": operator.ge}
_UNUSUAL = ("ClassVar", "InitVar", "KW_ONLY")


@dataclasses.dataclass(frozen=True)
class _Model:
    only: int = 0


_PARAMS: Any = getattr(_Model, "__dataclass_params__")  # noqa: B009 - made by the line above, unknown to the type checker
_KIND: Any = getattr(_Model.__dataclass_fields__["only"], "_field_type")  # noqa: B009

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, **options):
        """Like `dataclasses.dataclass`."""
        if cls is None:
            return lambda cls: dataclass(cls, **options)
        plain = options.get("frozen") and not options.keys() - _OPTIONS and not hasattr(cls, "__post_init__")
        found = _fields(cls) if plain else None
        if found is None:
            return dataclasses.dataclass(cls, **options)
        return _frozen(cls, found, **{"slots": False, "eq": True, "order": False} | options)


def _fields(cls: type) -> dict[str, Any] | None:
    """The fields of a class, inherited ones first; None when one of them is not plain."""
    found: dict[str, Any] = {}
    for base in reversed(cls.__mro__[1:]):
        found |= getattr(base, "__dataclass_fields__", {})
    for name, kind in get_annotations(cls).items():
        if not isinstance(kind, str) or kind.startswith(_UNUSUAL):
            return None
        given = cls.__dict__.get(name, MISSING)
        one: Any = given if isinstance(given, dataclasses.Field) else field(default=given)
        if one.default is not MISSING and one.default.__class__.__hash__ is None:
            return None  # the standard library refuses it
        one.name, one.type, one._field_type, one.kw_only = name, kind, _KIND, one.kw_only is True
        found[name] = one
    return found if all(one.init and not one.kw_only for one in found.values()) else None


def _frozen(cls: Any, found: dict[str, Any], *, frozen: bool, slots: bool, eq: bool, order: bool) -> Any:
    own = [name for name in get_annotations(cls) if name in found]
    if slots:
        cls = _slotted(cls, own)
    else:
        for name in own:
            if found[name].default is not MISSING:
                setattr(cls, name, found[name].default)
            elif name in cls.__dict__:
                delattr(cls, name)
    cls.__dataclass_fields__, cls.__dataclass_params__ = found, _PARAMS
    methods: dict[str, Any] = {"__repr__": _repr, "__match_args__": tuple(found)}
    compared = _getter([name for name, one in found.items() if one.compare])
    if eq:
        hashed = [name for name, one in found.items() if (one.compare if one.hash is None else one.hash)]
        methods |= _equality(compared, _getter(hashed))
    if order:
        methods |= {name: _ordering(compared, compares) for name, compares in _ORDER.items()}
    for name, method in methods.items():
        if name not in cls.__dict__ or (name == "__hash__" and cls.__dict__[name] is None):
            setattr(cls, name, method)
    cls.__setattr__, cls.__delattr__ = _refuse_to_set, _refuse_to_delete

    def first(self: Any, *arguments: Any, **named: Any) -> None:
        cls.__init__ = _initialiser(cls, found)
        cls.__init__(self, *arguments, **named)

    cls.__init__ = first
    return cls


def _slotted(cls: type, own: list[str]) -> Any:
    """The same class with a slot for each of its own fields."""
    inherited = {name for base in cls.__mro__[1:] for name in getattr(base, "__slots__", ())}
    body = {name: value for name, value in cls.__dict__.items() if name not in {*own, "__dict__", "__weakref__"}}
    body |= {"__slots__": tuple(name for name in own if name not in inherited)}
    body |= {"__getstate__": _state, "__setstate__": _restore}
    made = type(cls)(cls.__name__, cls.__bases__, body)
    made.__qualname__ = cls.__qualname__
    return made


def _initialiser(cls: type, found: dict[str, Any]) -> Any:
    known: dict[str, Any] = {"_missing": MISSING, "_set": object.__setattr__}
    arguments, lines = ["self"], []
    for name, one in found.items():
        value = name
        if one.default_factory is not MISSING:
            known[f"_make_{name}"] = one.default_factory
            value = f"_make_{name}() if {name} is _missing else {name}"
            arguments.append(f"{name}=_missing")
        elif one.default is not MISSING:
            known[f"_is_{name}"] = one.default
            arguments.append(f"{name}=_is_{name}")
        else:
            arguments.append(name)
        slot: Any = getattr(cls, name, None)
        if hasattr(slot, "__set__") and hasattr(slot, "__objclass__"):
            known[f"_put_{name}"] = slot.__set__
            lines.append(f" _put_{name}(self, {value})")
        else:
            lines.append(f" _set(self, {name!r}, {value})")
    exec(f"def __init__({', '.join(arguments)}):\n" + "\n".join(lines or [" pass"]), known)
    made = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _getter(names: list[str]) -> Any:
    return operator.attrgetter(*names) if names else lambda _: ()


def _equality(compared: Any, hashed: Any) -> dict[str, Any]:
    def equal(self: Any, other: Any) -> Any:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed_as(self: Any) -> int:
        return hash(hashed(self))

    return {"__eq__": equal, "__hash__": hashed_as}


def _ordering(compared: Any, compares: Any) -> Any:
    def ordered(self: Any, other: Any) -> Any:
        return compares(compared(self), compared(other)) if other.__class__ is self.__class__ else NotImplemented

    return ordered


def _repr(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_to_set(self: Any, name: str, value: Any) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for one, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)
