"""The commands that use the knowledge base and change nothing of it: ask, serve, sources, ..."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  Typer reads annotations at run time
from typing import Annotated

import typer

from commands.options import Exported, Json, Store, read_settings

app = typer.Typer()


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotes.", show_default=False)],
    *,
    store: Store = None,
    json: Json = False,
    receipt: Annotated[
        Path | None,
        typer.Option(
            help="File for the answer's receipt, which 'findings verify' checks.",
            show_default=False,
        ),
    ] = None,
    show_prompt: Annotated[
        bool,
        typer.Option("--show-prompt", help="Print what a chat model would be sent; send nothing."),
    ] = False,
) -> None:
    """Answer one question, quoted from the documents, or say that they do not answer it."""
    settings = read_settings(store=store)
    from commands.answers.answering import ask_question, print_prompt  # noqa: PLC0415

    if show_prompt:
        print_prompt(settings, question)
        return
    ask_question(settings, question, as_json=json, receipt=receipt)


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
    from commands.answers.answering import answer_batch  # noqa: PLC0415

    raise typer.Exit(answer_batch(settings, questions, answers))


@app.command()
def suggest(
    document: Annotated[
        str, typer.Argument(help="Id as 'findings sources' lists it.", show_default=False)
    ],
    quote: Annotated[
        str, typer.Argument(help="A sentence of it, in quotes; else the first untaught ones.")
    ] = "",
    *,
    most: Annotated[int, typer.Option(min=1, max=100, help="Sentences, where none is named.")] = 5,
    store: Store = None,
    json: Json = False,
) -> None:
    """Have a chat model suggest messages for sentences; nothing is taught until a person does."""
    settings = read_settings(store=store)
    from commands.answers.suggesting import suggest_messages  # noqa: PLC0415

    raise typer.Exit(suggest_messages(settings, document, quote, most=most, as_json=json))


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


@app.command(name="mcp")
def assistant_tools(
    *,
    http: Annotated[
        bool, typer.Option("--http", help="Over HTTP on this machine; else over stdio.")
    ] = False,
    host: Annotated[
        str | None, typer.Option(help="Address to listen on [setting: host].", show_default=False)
    ] = None,
    port: Annotated[
        int | None, typer.Option(help="Port to listen on [setting: port].", show_default=False)
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(help="A further name that requests may give as Host.", show_default=False),
    ] = None,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option(help="A page's origin that requests may come from.", show_default=False),
    ] = None,
    store: Store = None,
) -> None:
    """Give assistant programs what is held as tools that only read (MCP); see docs/api.md."""
    settings = read_settings(host=host, port=port, store=store)
    from commands.answers.assistants import serve_tools  # noqa: PLC0415

    serve_tools(settings, over_http=http, names=allow_host or (), origins=allow_origin or ())


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
def export(
    what: Annotated[
        Exported,
        typer.Argument(help="The table of actions, or the matrix of findings.", show_default=False),
    ],
    path: Annotated[
        Path,
        typer.Argument(help="File to write: .csv, or .docx of the actions.", show_default=False),
    ],
    *,
    store: Store = None,
) -> None:
    """Write what inspectors asked for, or what they found by part and agency, as a file."""
    settings = read_settings(store=store)
    from commands.exporting import export_file  # noqa: PLC0415

    export_file(settings, what, path)


@app.command()
def sources(*, store: Store = None, json: Json = False) -> None:
    """List the documents held: title, publisher, date, status, licence and address."""
    settings = read_settings(store=store)
    from commands.publishing.keeping import list_sources  # noqa: PLC0415

    list_sources(settings, as_json=json)


@app.command()
def preview(
    places: Annotated[
        list[str] | None,
        typer.Argument(help="Files or web addresses (https://...).", show_default=False),
    ] = None,
    *,
    staged: Annotated[
        list[str] | None,
        typer.Option(help="Id of a document that waits in the page.", show_default=False),
    ] = None,
    stage: Annotated[
        bool, typer.Option("--stage", help="Have what is fetched wait in the page.")
    ] = False,
    by: Annotated[str, typer.Option(help="In whose name it waits.")] = "",
    allow_http: Annotated[
        bool, typer.Option("--allow-http", help="Fetch from addresses that are not encrypted too.")
    ] = False,
    store: Store = None,
    json: Json = False,
) -> None:
    """Show what would become of documents: what they are, parts, warnings, editions replaced."""
    settings = read_settings(store=store)
    from commands.publishing.previewing import HowToPreview, preview_documents  # noqa: PLC0415

    wanted = HowToPreview(keep=stage, by=by, as_json=json, allow_http=allow_http)
    raise typer.Exit(preview_documents(settings, places or (), staged or (), wanted))


@app.command()
def changes(old: str, new: str, *, store: Store = None, json: Json = False) -> None:
    """Show what changed from OLD to NEW, heading by heading: documents held, by id, or files."""
    settings = read_settings(store=store)
    from commands.changes import show_changes  # noqa: PLC0415

    show_changes(settings, old, new, as_json=json)


@app.command()
def verify(
    receipt: Annotated[
        Path | None,
        typer.Argument(
            help="A receipt of 'findings ask --receipt', or a saved draft (docx, pptx).",
            show_default=False,
        ),
    ] = None,
    *,
    store: Store = None,
    json: Json = False,
) -> None:
    """Check that the knowledge base is whole, or whether the quotes of a RECEIPT still stand.

    RECEIPT may be a draft saved as Word or PowerPoint, which holds what it quotes. Each quote is
    looked for in the document that it is from. Exit code 2 where one does not stand word for word.
    """
    settings = read_settings(store=store)
    if receipt is not None:
        from commands.answers.receipts import verify_quotes  # noqa: PLC0415

        raise typer.Exit(verify_quotes(settings, receipt, as_json=json))
    from commands.publishing.keeping import verify_store  # noqa: PLC0415

    verify_store(settings, as_json=json)
