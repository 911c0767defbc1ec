"""A group of commands that imports a command only when it is called, or when help lists them all."""

from __future__ import annotations

from importlib import import_module

import click

# Command: the module under assistant.cli that has it, and its name there.
COMMANDS = {
    "check": ("authoring", "check"),
    "class": ("classes", "class_"),
    "coverage": ("tools", "coverage"),
    "diff": ("tools", "diff"),
    "directory": ("directory", "directory"),
    "explore": ("tools", "explore"),
    "find": ("find", "find"),
    "graph": ("tools", "graph"),
    "infer": ("conclude", "infer"),
    "list": ("listing", "list_"),
    "new": ("new", "new"),
    "pack": ("tools", "pack_group"),
    "plain": ("plain", "plain"),
    "practise": ("practice", "practise"),
    "preview": ("tools", "preview"),
    "progress": ("practice", "progress"),
    "run": ("conclude", "run"),
    "rooms": ("rooms", "rooms"),
    "serve": ("serve", "serve"),
    "schema": ("authoring", "schema"),
    "sessions": ("plain", "sessions"),
    "start": ("start", "start"),
    "support": ("support", "support"),
    "test": ("tools", "test"),
    "translate": ("tools", "translate"),
}


class LazyGroup(click.Group):
    """Finds commands in COMMANDS besides its own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, sorted."""
        return sorted({*super().list_commands(ctx), *COMMANDS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with that name, imported now if it is one of COMMANDS."""
        if cmd_name in COMMANDS:
            module, name = COMMANDS[cmd_name]
            command: click.Command = getattr(import_module(f"assistant.cli.{module}"), name)
            return command
        return super().get_command(ctx, cmd_name)
