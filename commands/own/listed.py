"""The commands by which a partnership sets up its own and keeps it healthy: init, doctor, ..."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from commands.options import DryRun, Json, Knowledge, Store, read_settings
from themes.taxonomy import Side  # noqa: TC001  Typer reads annotations at run time

app = typer.Typer()


@app.command()
def init(
    folder: Annotated[
        Path, typer.Argument(help="Folder to make; it may be there, without such files.")
    ] = Path(),
    *,
    name: Annotated[
        str | None, typer.Option(help="The partnership's name.", show_default=False)
    ] = None,
    area: Annotated[
        list[str] | None,
        typer.Option(
            help="The area whose rules are its own; again for those that it is part of.",
            show_default=False,
        ),
    ] = None,
    said: Annotated[
        list[str] | None,
        typer.Option(help="Another word that staff use for the area.", show_default=False),
    ] = None,
    agency: Annotated[
        list[str] | None,
        typer.Option(
            help="What a partner is called, as in 'police=Dale Police'.", show_default=False
        ),
    ] = None,
    word: Annotated[
        list[str] | None,
        typer.Option(
            help="A local word, as in 'daisy meeting=strategy meeting'.", show_default=False
        ),
    ] = None,
    contact: Annotated[
        list[str] | None,
        typer.Option(
            help="'role=front_door; name=...; staff=...; number=...; option=...; hours=...;"
            " source=...; address=...; reviewed=2026-05-31'.",
            show_default=False,
        ),
    ] = None,
    in_page: Annotated[
        bool,
        typer.Option(
            "--in-page", help="Make the folder only; the page 'Set up' asks for the rest."
        ),
    ] = False,
    accounts: Annotated[
        bool,
        typer.Option("--accounts", help="People sign in; the first start shows the first's code."),
    ] = False,
) -> None:
    """Make a folder for a partnership of your own: its settings, its facts, a place for documents.

    In a terminal it asks for what is not given. Nothing that is there is overwritten; a number
    without the page and the day that it was checked on is refused.
    """
    from commands.own.asking import Given, init_folder  # noqa: PLC0415

    given = Given(
        name or "", tuple(area or ()), tuple(said or ()), tuple(agency or ()), tuple(word or ()),
        tuple(contact or ()), in_page, accounts,
    )  # fmt: skip
    init_folder(folder, given)


@app.command()
def partnership(
    *,
    store: Store = None,
    knowledge: Knowledge = None,
    logo: Annotated[
        Path | None, typer.Option(help="Its logo: a PNG, JPEG or WebP file.", show_default=False)
    ] = None,
    no_logo: Annotated[bool, typer.Option("--no-logo", help="Take the logo away.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Publish partnership.toml as it stands beside the documents, which stay as they are held."""
    settings = read_settings(store=store, knowledge=knowledge)
    from commands.publishing.ingesting import publish_partnership  # noqa: PLC0415
    from commands.publishing.outcome import HowToPublish  # noqa: PLC0415

    wanted = HowToPublish(dry_run=dry_run, as_json=json)
    raise typer.Exit(publish_partnership(settings, wanted, logo=logo, has_none=no_logo))


@app.command()
def teach(
    document: Annotated[
        str, typer.Argument(help="Id as 'findings sources' lists it.", show_default=False)
    ],
    quote: Annotated[
        str, typer.Argument(help="The sentence of it, in quotes.", show_default=False)
    ],
    message: Annotated[
        str, typer.Argument(help="A message that it answers, in quotes.", show_default=False)
    ],
    *,
    corrects: Annotated[
        bool,
        typer.Option("--corrects", help="It contradicts what the message takes for granted."),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Show how it is answered now and would be; write nothing."),
    ] = False,
    store: Store = None,
    knowledge: Knowledge = None,
    json: Json = False,
) -> None:
    """Teach a message that a sentence answers; it is written beside the document, and stays."""
    settings = read_settings(store=store, knowledge=knowledge)
    from commands.teaching import Lesson, teach_message  # noqa: PLC0415

    lesson = Lesson(document, quote, message, corrects)
    raise typer.Exit(teach_message(settings, lesson, dry_run=dry_run, as_json=json))


@app.command()
def pin(
    message: Annotated[str, typer.Argument(help="What is asked, in quotes.", show_default=False)],
    quote: Annotated[
        list[str],
        typer.Argument(help="'DOCUMENT=SENTENCE' that answers; several.", show_default=False),
    ],
    *,
    by: Annotated[str, typer.Option(help="Who signed it, as in 'A. Lead, practice lead'.")],
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day of it [today].", show_default=False),
    ] = None,
    store: Store = None,
    knowledge: Knowledge = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Pin the answer to a message that a person signed: quotes, until a source of them changes."""
    settings = read_settings(store=store, knowledge=knowledge)
    from commands.own.pinning import pin_answer  # noqa: PLC0415
    from commands.publishing.outcome import HowToPublish  # noqa: PLC0415

    wanted = HowToPublish(dry_run=dry_run, as_json=json)
    day = (on or datetime.now(UTC)).date()
    raise typer.Exit(pin_answer(settings, message, quote, wanted, signed_by=by, signed=day))


@app.command()
def unpin(
    message: Annotated[str, typer.Argument(help="What is asked, in quotes.", show_default=False)],
    *,
    store: Store = None,
    knowledge: Knowledge = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Take a pinned answer off its message, which is answered as any other then."""
    settings = read_settings(store=store, knowledge=knowledge)
    from commands.own.pinning import unpin_answer  # noqa: PLC0415
    from commands.publishing.outcome import HowToPublish  # noqa: PLC0415

    raise typer.Exit(unpin_answer(settings, message, HowToPublish(dry_run=dry_run, as_json=json)))


@app.command()
def pins(*, store: Store = None, json: Json = False) -> None:
    """List the pinned answers: who signed each and when, and which have lapsed and why."""
    settings = read_settings(store=store)
    from commands.own.pinning import show_pins  # noqa: PLC0415

    show_pins(settings, as_json=json)


@app.command()
def assign(
    document: Annotated[
        str, typer.Argument(help="Id of a letter, as 'findings sources' lists it.",
                            show_default=False)
    ],
    quote: Annotated[
        str, typer.Argument(help="The sentence of it, in quotes.", show_default=False)
    ],
    *,
    themes: Annotated[
        list[str] | None,
        typer.Option("--theme", help="Id of a theme that it tells of.", show_default=False),
    ] = None,
    not_themes: Annotated[
        list[str] | None,
        typer.Option("--not-theme", help="Id of one that it does not.", show_default=False),
    ] = None,
    side: Annotated[
        Side | None, typer.Option(help="What it is in its letter.", show_default=False)
    ] = None,
    forget: Annotated[
        bool, typer.Option("--forget", help="Take back what was said of it before.")
    ] = False,
    dry_run: DryRun = False,
    store: Store = None,
    knowledge: Knowledge = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Say which themes a sentence of an inspection letter tells of, and whether it praises.

    It wins over what was worked out, is written into practice.toml, and stays.
    """
    settings = read_settings(store=store, knowledge=knowledge)
    from commands.own.assigning import assign_line  # noqa: PLC0415
    from commands.publishing.outcome import HowToPublish  # noqa: PLC0415
    from themes.corrections import SaidOfLine  # noqa: PLC0415

    said = SaidOfLine(tuple(themes or ()), tuple(not_themes or ()), side, forget)
    wanted = HowToPublish(dry_run=dry_run, as_json=json)
    raise typer.Exit(assign_line(settings, document, quote, said, wanted))


@app.command()
def doctor(*, store: Store = None, json: Json = False) -> None:
    """Look at index, disk, memory, models, knowledge, contacts and backup; say what to do.

    Exit code 0 where all is well, 1 where something should be seen to, 2 where something fails.
    """
    from commands.own.checking_up import show_health  # noqa: PLC0415

    raise typer.Exit(show_health(store=store, as_json=json))


@app.command()
def review(*, store: Store = None, json: Json = False) -> None:
    """List what is due: contacts whose check is old, documents whose day of review has come."""
    settings = read_settings(store=store)
    from commands.own.checking_up import show_due  # noqa: PLC0415

    show_due(settings, as_json=json)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="File to write.", show_default=False)],
    *,
    store: Store = None,
    knowledge: Knowledge = None,
) -> None:
    """Write documents, what is published, settings and ratings into one file, each with its hash.

    The file is whole or not there. It holds all that the documents hold: keep it as safe as they.
    """
    settings = read_settings(store=store, knowledge=knowledge)
    from commands.own.backing_up import back_up  # noqa: PLC0415

    back_up(settings, file)


@app.command()
def restore(
    file: Annotated[
        Path, typer.Argument(help="File that 'findings backup' wrote.", show_default=False)
    ],
    folder: Annotated[
        Path, typer.Argument(help="Folder that becomes what it was then; it may be empty.")
    ] = Path(),
) -> None:
    """Make FOLDER what it was when the backup was made; what stands there stays beside it.

    A file that is damaged, of something else or of a newer Findings is refused. A folder of the
    models is not kept in a backup: run 'findings prepare' on a new machine.
    """
    from commands.own.backing_up import restore_folder  # noqa: PLC0415

    restore_folder(file, folder)
