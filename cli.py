"""The command line: ``findings ingest | sources | verify | ...``; see ``findings --help``.

What a command runs is imported when it runs, so that help and settings come at once.
"""

from __future__ import annotations

import os
import sys

# Typer reads annotations at run time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.terminal import fault_of_output, finish_terminal, prepare_terminal
from domain import FindingsError
from offline import stay_offline

if TYPE_CHECKING:
    from settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Answers about safeguarding children, quoted from inspection letters and guidance.",
)

Store = Annotated[
    Path | None,
    typer.Option(
        "--store", help="Folder of the knowledge base [setting: store].", show_default=False
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change; write nothing.")]
Strict = Annotated[
    bool,
    typer.Option("--strict", help="Publish nothing if a file is not read, whatever the reason."),
]
Report = Annotated[
    Path | None,
    typer.Option(
        "--report", help="File for what was read of each document (JSON).", show_default=False
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


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
    from commands.publishing.preparing import prepare_models  # noqa: PLC0415

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
    from commands.publishing.outcome import Wanted  # noqa: PLC0415

    wanted = Wanted(dry_run=dry_run, strict=strict, yes=yes, as_json=json, report=report)
    raise typer.Exit(ingest_documents(settings, wanted))


@app.command()
def add(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders read with all below them, or web addresses (https://...).",
            show_default=False,
        ),
    ],
    *,
    store: Store = None,
    knowledge: Annotated[
        Path | None,
        typer.Option(
            help="Folder that fetched documents are kept in [setting: knowledge].",
            show_default=False,
        ),
    ] = None,
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
    from commands.publishing.outcome import Wanted  # noqa: PLC0415

    wanted = Wanted(dry_run=dry_run, strict=strict, as_json=json, report=report)
    raise typer.Exit(add_places(settings, paths, wanted, allow_http=allow_http))


@app.command()
def remove(
    ids: Annotated[
        list[str],
        typer.Argument(help="Ids as 'findings sources' lists them.", show_default=False),
    ],
    *,
    store: Store = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Withdraw documents from the knowledge base; every other one stays."""
    settings = read_settings(store=store)
    from commands.publishing.adding import remove_documents  # noqa: PLC0415
    from commands.publishing.outcome import Wanted  # noqa: PLC0415

    raise typer.Exit(remove_documents(settings, ids, Wanted(dry_run=dry_run, as_json=json)))


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotes.", show_default=False)],
    *,
    store: Store = None,
    json: Json = False,
) -> None:
    """Answer one question, quoted from the documents, or say that they do not answer it."""
    settings = read_settings(store=store)
    from commands.answering import ask_question  # noqa: PLC0415

    ask_question(settings, question, as_json=json)


@app.command()
def batch(
    questions: Annotated[
        Path,
        typer.Argument(
            help="JSON lines: id, question and, optionally, history.", show_default=False
        ),
    ],
    answers: Annotated[
        Path, typer.Argument(help="File to write, one answer a line.", show_default=False)
    ],
    *,
    store: Store = None,
) -> None:
    """Answer the questions of a file, one JSON object a line, in the same order.

    A line that cannot be read or answered is named and gets the status "failed". Exit code 2 then.
    """
    settings = read_settings(store=store)
    from commands.answering import answer_batch  # noqa: PLC0415

    raise typer.Exit(answer_batch(settings, questions, answers))


@app.command()
def evaluate(
    questions: Annotated[
        list[Path],
        typer.Argument(help="JSON lines as docs/evaluation.md describes.", show_default=False),
    ],
    *,
    store: Store = None,
    tutorial: Annotated[
        bool, typer.Option("--tutorial", help="Measure the tutorial pipeline beside ours.")
    ] = False,
    against: Annotated[
        Path | None,
        typer.Option(help="A run saved with --json, compared item by item.", show_default=False),
    ] = None,
    json: Json = False,
) -> None:
    """Measure retrieval and answers on questions whose evidence is known."""
    settings = read_settings(store=store)
    from commands.evaluating import evaluate_questions  # noqa: PLC0415

    evaluate_questions(settings, questions, tutorial=tutorial, against=against, as_json=json)


@app.command()
def serve(
    *,
    host: Annotated[
        str | None, typer.Option(help="Address to listen on [setting: host].", show_default=False)
    ] = None,
    port: Annotated[
        int | None, typer.Option(help="Port to listen on [setting: port].", show_default=False)
    ] = None,
    store: Store = None,
) -> None:
    """Serve the web pages until stopped; on this machine only, unless a proxy signs people in."""
    settings = read_settings(host=host, port=port, store=store)
    from commands.serving import serve_pages  # noqa: PLC0415

    serve_pages(settings)


@app.command()
def feedback(
    path: Annotated[
        Path | None,
        typer.Argument(help="CSV file to write; standard output if none.", show_default=False),
    ] = None,
) -> None:
    """Export what people made of the answers as CSV; it holds no question's text."""
    settings = read_settings()
    from commands.serving import export_feedback  # noqa: PLC0415

    export_feedback(settings, path)


@app.command()
def sources(*, store: Store = None, json: Json = False) -> None:
    """List the documents held: title, publisher, date, status, licence and address."""
    settings = read_settings(store=store)
    from commands.publishing.keeping import list_sources  # noqa: PLC0415

    list_sources(settings, as_json=json)


@app.command()
def changes(old: str, new: str, *, store: Store = None, json: Json = False) -> None:
    """Show what changed from OLD to NEW, heading by heading: documents held, by id, or files."""
    settings = read_settings(store=store)
    from commands.changes import show_changes  # noqa: PLC0415

    show_changes(settings, old, new, as_json=json)


@app.command()
def verify(*, store: Store = None) -> None:
    """Check that the knowledge base is whole: files, words, and every vector findable."""
    settings = read_settings(store=store)
    from commands.publishing.keeping import verify_store  # noqa: PLC0415

    verify_store(settings)


@app.command()
def rollback(*, store: Store = None) -> None:
    """Make the knowledge base before the present one live again."""
    settings = read_settings(store=store)
    from commands.publishing.keeping import roll_back_store  # noqa: PLC0415

    roll_back_store(settings)


def read_settings(**given: Path | str | int | None) -> Settings:
    """Give the settings in force, what was given on the command line before all others."""
    import logging  # noqa: PLC0415

    from settings import load_settings  # noqa: PLC0415

    settings = load_settings(**given)
    handler = logging.StreamHandler()
    handler.setLevel(settings.log_level)  # some libraries' loggers have a lower level of their own
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=settings.log_level, handlers=[handler])
    return settings


if __name__ == "__main__":
    main()
