"""The command line: ``findings ingest | sources | verify | ...``; see ``findings --help``.

Here are those that change the knowledge base; ``commands/using.py`` has the others. What a command
runs is imported when it runs, so that help and settings come at once.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path  # noqa: TC003  Typer reads annotations at run time
from typing import Annotated

import typer

from commands import using
from commands.options import DryRun, Files, Json, Knowledge, Report, Store, Strict, read_settings
from commands.own import listed
from commands.people import listed as people
from commands.terminal import fault_of_output, finish_terminal, prepare_terminal
from domain import FindingsError
from offline import stay_offline

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Answers about safeguarding children, quoted from inspection letters and guidance.",
)


def main(arguments: list[str] | None = None) -> None:
    """Run the command; an error raised on purpose is one line, and exit code 2.

    ``arguments`` are those of the process where None; the end is always a ``SystemExit``.
    """
    stay_offline()
    # numpy reads this when it is imported: the product of a question with all vectors waits for
    # memory, not for CPU, and a second thread costs every start a twentieth of a second
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    prepare_terminal()
    code: object = 0
    fault = ""
    try:
        app(arguments)
    except SystemExit as end:
        code = end.code
    except FindingsError as error:
        print(f"findings: {error}", file=sys.stderr)
        code = 2
    except OSError as error:
        fault = fault_of_output(error)
        code = 1
    if fault := finish_terminal() or fault:
        print(f"findings: not all could be printed: {fault}", file=sys.stderr)
        code = code or 1
    sys.exit(code if isinstance(code, (int, str)) else None)


def _show_version(wanted: bool) -> None:  # noqa: FBT001  the signature of a Typer callback
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415

        print(f"findings {version('findings')}")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Answers about safeguarding children, quoted from inspection letters and guidance."""
    del version


@app.command()
def prepare() -> None:
    """Export the models, so that torch is not needed again. Safe to repeat."""
    settings = read_settings()
    from commands.calibrating import prepare_models  # noqa: PLC0415

    prepare_models(settings)


@app.command()
def calibrate(*, store: Store = None) -> None:
    """Fit the thresholds to another embedding model, on what was taught of the documents held."""
    settings = read_settings(store=store)
    from commands.calibrating import calibrate_model  # noqa: PLC0415

    calibrate_model(settings)


@app.command()
def ingest(
    path: Annotated[
        Path | None,
        typer.Argument(
            help="File, or folder read with all below it [setting: knowledge].", show_default=False
        ),
    ] = None,
    *,
    store: Store = None,
    dry_run: DryRun = False,
    strict: Strict = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Withdraw what is no longer there without asking.")
    ] = False,
    report: Report = None,
    json: Json = False,
) -> None:
    """Build the knowledge base from PATH and publish it; it then holds just what lies there.

    Every file that is not read is named; of one that cannot be read the edition already held
    stays, and the exit code is 2. What would withdraw more documents than it adds is asked first.
    """
    settings = read_settings(store=store, knowledge=path)
    from commands.publishing.ingesting import ingest_documents  # noqa: PLC0415
    from commands.publishing.outcome import HowToPublish  # noqa: PLC0415

    wanted = HowToPublish(dry_run=dry_run, strict=strict, yes=yes, as_json=json, report=report)
    raise typer.Exit(ingest_documents(settings, wanted))


@app.command()
def add(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders read with all below them, or web addresses (https://...).",
            show_default=False,
        ),
    ] = None,
    *,
    store: Store = None,
    staged: Annotated[
        list[str] | None,
        typer.Option(help="Id of a document that waits in the page.", show_default=False),
    ] = None,
    knowledge: Knowledge = None,
    allow_http: Annotated[
        bool, typer.Option("--allow-http", help="Fetch from addresses that are not encrypted too.")
    ] = False,
    dry_run: DryRun = False,
    strict: Strict = False,
    report: Report = None,
    json: Json = False,
) -> None:
    """Add documents to the knowledge base, or replace those that were read from the same files.

    Every other document stays, whether its file is still there or not. A web address is fetched
    once and its document kept in the folder "fetched" among the others; nothing else of Findings
    reaches the network.
    """
    settings = read_settings(store=store, knowledge=knowledge)
    from commands.publishing.fetching import add_places  # noqa: PLC0415
    from commands.publishing.outcome import HowToPublish  # noqa: PLC0415

    wanted = HowToPublish(dry_run=dry_run, strict=strict, as_json=json, report=report)
    if staged:
        from commands.publishing.staged import publish_staged  # noqa: PLC0415

        raise typer.Exit(publish_staged(settings, staged, wanted))
    if not paths:
        msg = "give files, folders or web addresses"
        raise typer.BadParameter(msg)
    raise typer.Exit(add_places(settings, paths, wanted, allow_http=allow_http))


@app.command()
def collect(
    name: Annotated[str, typer.Argument(help="The collection, as in 'jtai'.", show_default=False)],
    *,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--from", help="Folder of downloaded letters; fetch nothing.", show_default=False
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Fetch what was fetched before once more.")
    ] = False,
    store: Store = None,
    knowledge: Knowledge = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Add public letters of other areas, fetched one at a time where their catalogue says.

    A run that was stopped goes on where it was. What could not be fetched is named, and the exit
    code is 2.
    """
    settings = read_settings(store=store, knowledge=knowledge)
    from commands.publishing.collecting import collect_letters  # noqa: PLC0415
    from commands.publishing.outcome import HowToPublish  # noqa: PLC0415

    wanted = HowToPublish(dry_run=dry_run, as_json=json)
    raise typer.Exit(collect_letters(settings, name, wanted, folder=folder, afresh=again))


@app.command(name="replace")
def put_in_place(
    document: Annotated[
        str, typer.Argument(help="Id as 'findings sources' lists it.", show_default=False)
    ],
    file: Annotated[Path, typer.Argument(help="File of its new edition.", show_default=False)],
    *,
    store: Store = None,
    knowledge: Knowledge = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Put a file in the place of a document that is held, under its id; every other one stays."""
    settings = read_settings(store=store, knowledge=knowledge)
    from commands.publishing.outcome import HowToPublish  # noqa: PLC0415
    from commands.publishing.staged import replace_document  # noqa: PLC0415

    wanted = HowToPublish(dry_run=dry_run, as_json=json)
    raise typer.Exit(replace_document(settings, document, file, wanted))


@app.command()
def remove(
    ids: Annotated[
        list[str],
        typer.Argument(help="Ids as 'findings sources' lists them.", show_default=False),
    ],
    *,
    files: Files = False,
    yes: Annotated[bool, typer.Option("--yes", help="Remove the files without asking.")] = False,
    store: Store = None,
    knowledge: Knowledge = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Withdraw documents from the knowledge base; every other one stays."""
    settings = read_settings(store=store, knowledge=knowledge)
    from commands.publishing.adding import remove_documents  # noqa: PLC0415
    from commands.publishing.erasing import remove_with_files  # noqa: PLC0415
    from commands.publishing.outcome import HowToPublish  # noqa: PLC0415

    withdraw = remove_with_files if files else remove_documents
    wanted = HowToPublish(dry_run=dry_run, yes=yes, as_json=json)
    raise typer.Exit(withdraw(settings, ids, wanted))


@app.command()
def correct(
    document: Annotated[
        str, typer.Argument(help="Id as 'findings sources' lists it.", show_default=False)
    ],
    facts: Annotated[
        list[str],
        typer.Argument(
            help="What it is, as in 'title=Missing children' 'published=2026-05-31'; an empty one"
            " is no longer known.",
            show_default=False,
        ),
    ],
    *,
    store: Store = None,
    knowledge: Annotated[
        Path | None,
        typer.Option(help="Folder of the documents [setting: knowledge].", show_default=False),
    ] = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Correct what is known of a document; it is written into sources.toml, and stays."""
    settings = read_settings(store=store, knowledge=knowledge)
    from commands.publishing.correcting import correct_document  # noqa: PLC0415
    from commands.publishing.outcome import HowToPublish  # noqa: PLC0415

    wanted = HowToPublish(dry_run=dry_run, as_json=json)
    raise typer.Exit(correct_document(settings, document, facts, wanted))


@app.command()
def rollback(*, store: Store = None) -> None:
    """Make the knowledge base before the present one live again."""
    settings = read_settings(store=store)
    from commands.publishing.keeping import roll_back_store  # noqa: PLC0415

    roll_back_store(settings)


# listed after those that change the knowledge base
app.add_typer(using.app)
app.add_typer(listed.app)
app.add_typer(people.users, name="users")
app.command()(people.audit)

if __name__ == "__main__":
    main()
