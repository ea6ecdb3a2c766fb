"""click with words in two languages: help, options in sections, and what went wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import click

from ruamsuk.cli.say import say_problems
from ruamsuk.lib.problem import Problem, ProblemsFound
from ruamsuk.lib.text import Language, LocalText

OPTIONS = LocalText("ตัวเลือก", "Options")
_COMMANDS = LocalText("คำสั่ง", "Commands")
_EXAMPLES = LocalText("ตัวอย่าง", "Examples")
_USAGE = LocalText("วิธีใช้: ", "Usage: ")
_DEFAULT = LocalText("ถ้าไม่บอก: {value}", "default: {value}")
_HELP = LocalText("แสดงคำอธิบายนี้", "Show this help.")


def usual_language(environment: Mapping[str, str] = os.environ) -> Language:
    """The language of RUAMSUK_LANGUAGE, else English where the system speaks it, else Thai."""
    for name in ("RUAMSUK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "").lower()
        if value.startswith(("th", "en")):
            return "th" if value.startswith("th") else "en"
    return "th"


def language_of(ctx: click.Context | None) -> Language:
    """The language that ``--language`` asks for, else the usual one."""
    chosen = ctx.find_root().params.get("language") if ctx else None
    return chosen or usual_language()


class Option(click.Option):
    """An option with words in two languages, under a heading of the help."""

    def __init__(
        self,
        names: Sequence[str],
        *,
        words: LocalText,
        section: LocalText = OPTIONS,
        **settings: Any,
    ):
        super().__init__(names, **settings)
        self.words = words
        self.section = section

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """What stands left and right in the list of options."""
        language = language_of(ctx)
        words = self.words.to(language)
        if self.show_default:
            words += f" ({_DEFAULT.format(value=self.get_default(ctx)).to(language)})"
        return self.get_help_spec(ctx), words


class _Spoken(click.Command):
    """What a command and the program share: the parts of the help, in the reader's language.

    Attributes:
        words: what it does, in a sentence or a few.
        examples: lines that can be typed as they stand.
    """

    def __init__(self, *args: Any, words: LocalText, examples: str = "", **settings: Any):
        super().__init__(*args, **settings)
        self.words = words
        self.examples = examples

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # click does not always say where
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        names = self.get_help_option_names(ctx)

        def show(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
            if asked and not ctx.resilient_parsing:
                click.echo(ctx.get_help())
                ctx.exit()

        return Option(
            names, words=_HELP, is_flag=True, is_eager=True, expose_value=False, callback=show
        )

    def get_short_help_str(self, limit: int = 45) -> str:
        return self.words.to(language_of(click.get_current_context(silent=True))).split("\n")[0]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, _USAGE.to(language_of(ctx)))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(self.words.to(language_of(ctx)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        sections: dict[LocalText, list[tuple[str, str]]] = {}
        for option in self.get_params(ctx):
            record = option.get_help_record(ctx)
            if isinstance(option, Option) and record:
                sections.setdefault(option.section, []).append(record)
        for heading, records in sections.items():
            with formatter.section(heading.to(language_of(ctx))):
                formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.examples:
            with formatter.section(_EXAMPLES.to(language_of(ctx))):
                for line in self.examples.strip("\n").split("\n"):
                    formatter.write(f"{' ' * formatter.current_indent}{line}".rstrip() + "\n")


class Surplus(click.UsageError):
    """Words that a command has no place for.

    Attributes:
        word: the first of them.
        option: an option whose value it may be, such as ``--households``; empty without one.
    """

    def __init__(self, word: str, option: str, ctx: click.Context):
        super().__init__(word, ctx)
        self.word = word
        self.option = option


class Command(_Spoken):
    """One command of the program."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and refuse words without a place in a sentence of our own."""
        ctx.allow_extra_args = True
        surplus = super().parse_args(ctx, args)
        if surplus and not ctx.resilient_parsing:
            options = [option for param in self.params for option in param.opts]
            raise Surplus(surplus[0], "--households" if "--households" in options else "", ctx)
        return surplus


class Program(_Spoken, click.Group):
    """The program: its commands, and what it says and returns when something is wrong.

    It ends with 0 when all went well, 1 when what was given has problems, 2 when it was called
    in a way that it does not know, and 130 when it was interrupted.
    """

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        super().format_options(ctx, formatter)
        rows = [(name, self.commands[name].get_short_help_str()) for name in self.commands]
        with formatter.section(_COMMANDS.to(language_of(ctx))):
            formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the work, not of the alphabet."""
        return list(self.commands)

    def main(self, *args: Any, **settings: Any) -> NoReturn:
        """Run the program and exit with its code."""
        settings["standalone_mode"] = False
        try:
            code = super().main(*args, **settings) or 0
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.ctx.get_help() if error.ctx else "", err=True)
            code = 2
        except click.UsageError as error:
            say_problems([wrong_call(error)], language_of(error.ctx))
            code = 2
        except click.Abort:
            code = 130
        sys.exit(code)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command asked for; what is wrong with what it was given is said in words."""
        try:
            return super().invoke(ctx)
        except ProblemsFound as found:
            say_problems(found.problems, language_of(ctx))
            ctx.exit(1)


def wrong_call(error: click.UsageError) -> Problem:
    """A call that click does not understand, as a problem with a way out."""
    help_command = f"{error.ctx.command_path if error.ctx else 'ruamsuk'} --help"
    values: dict[str, object] = {"help": help_command}
    match error:
        case Surplus(word=word, option=option):
            code = "command.surplus-option" if option else "command.surplus"
            return Problem(code, values=values | {"word": word, "option": option})
        case click.exceptions.NoSuchCommand():
            return _unknown(error.command_name, error.possibilities, help_command)
        case click.NoSuchOption():
            return _unknown(error.option_name, error.possibilities, help_command)
        case click.MissingParameter():
            return Problem("command.missing", values=values | {"name": _name(error.param)})
        case click.BadParameter():
            allowed = _allowed(error.param)
            return Problem(
                "command.bad-value", values={"name": _name(error.param), "allowed": allowed}
            )
        case click.BadOptionUsage():
            return Problem("command.no-value", values=values | {"name": error.option_name})
        case _:
            return Problem("command.wrong-call", values=values | {"message": error.message})


def _unknown(name: str, near: Sequence[str] | None, help_command: str) -> Problem:
    if near:
        return Problem("command.unknown-near", values={"name": name, "near": near[0]})
    return Problem("command.unknown", values={"name": name, "help": help_command})


def _allowed(parameter: click.Parameter | None) -> LocalText:
    kind = parameter.type if parameter else None
    if isinstance(kind, click.Choice):
        choices = ", ".join(map(str, kind.choices))
        return LocalText(choices, choices)
    return getattr(kind, "allowed", LocalText("ค่าที่ถูกต้อง", "a value of its kind"))


def _name(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return ""
    return (
        parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name
    )
