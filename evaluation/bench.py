"""``make bench``: speed and memory beside the tutorial pipeline's, into docs/performance.md.

Each ratio is of figures of one run. Commands are timed by the CPU they take, which a busy machine
disturbs least; questions by the clock, since idle threads of the model spin between them.
"""

from __future__ import annotations

import argparse
import platform
import re
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import wiring
from evaluation.many.balancing import HAPROXY
from evaluation.many.crowd import rows as crowd_rows
from evaluation.many.growth import fuzzing_row
from evaluation.many.growth import rows as growth_rows
from evaluation.many.killing import rows as killing_rows
from evaluation.measures.questions import read_items
from evaluation.processes import Spent, run_apart
from settings import load_settings
from store.generation.entries import is_averaged
from store.publishing.live import open_current

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.assistant import Assistant
    from evaluation.measures.questions import Item
    from evaluation.tutorial import Tutorial
    from settings import Settings
    from store.models.embedding import Embedder

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "docs" / "performance.md"
SETS = ("letter-fullkb-dev.jsonl", "guidance-dev.jsonl")
QUESTION = "Who should be invited to a strategy discussion?"
# Asked of the chat process before its memory is read.
CHAT_QUESTIONS = 40
# Of the PDF that is made to be read, some forty pages.
PARAGRAPHS = 300
_MARKED = re.compile(r"(?<=<!-- bench -->\n).*?(?=<!-- /bench -->)", re.DOTALL)
_FINDINGS = (sys.executable, "-m", "cli")
_HERE = (sys.executable, "-m", "evaluation.bench")
MEGABYTE = 1e6


def measure_all(settings: Settings, folder: Path) -> list[tuple[str, str, str, str]]:
    """Give the rows of the table: what, ours, the tutorial's, the target."""
    items = [one for name in SETS for one in read_items(ROOT / "evaluation" / "questions" / name)]
    # before anything large is imported here: a process's largest memory counts its parent's
    # from before it became another program (Linux, exec)
    run_apart((*_HERE, "--build", str(folder / "tutorial")))
    first = run_apart((*_HERE, "--search", str(folder / "tutorial")))
    help_ = run_apart((*_FINDINGS, "--help"))
    ask = run_apart((*_FINDINGS, "ask", QUESTION, "--store", str(settings.store)))
    chat = run_apart((*_HERE, "--chat"))
    from evaluation.tutorial import Tutorial  # noqa: PLC0415  8 s of imports

    ingest_rows = _ingest_rows(settings, folder)
    tutorial = Tutorial(folder / "tutorial", wiring.find_model(settings).folder)
    return [
        ("findings --help, CPU seconds", f"{help_.cpu_seconds:.2f}", "", "0.5"),
        (
            "cold question to cited answer, CPU seconds",
            f"{ask.cpu_seconds:.2f}", f"{first.cpu_seconds:.2f}", "2",
        ),
        *_warm_rows(settings, tutorial, items),
        ("largest resident memory of one question, MB", _mb(ask), _mb(first), ""),
        ("largest resident memory of the chat process, MB", _mb(chat), _mb(first), "450"),
        *ingest_rows,
        _reading_row(folder),
        *crowd_rows(settings, folder / "crowd"),
        *(crowd_rows(settings, folder / "two", servers=2) if HAPROXY else []),
        *(killing_rows(settings, folder / "killing") if HAPROXY else []),
        *growth_rows(settings, folder),
        fuzzing_row(),
    ]  # fmt: skip


def _warm_rows(
    settings: Settings, tutorial: Tutorial, items: Sequence[Item]
) -> list[tuple[str, str, str, str]]:
    """Time embedding, answering and the tutorial's search in turn, question by question."""
    library = wiring.make_library(settings)
    assistant = wiring.make_assistant(settings, library)
    embedder = wiring.make_embedder(settings)
    for item in items[:10]:
        _time_item(item, embedder, assistant, tutorial)
    times = [_time_item(item, embedder, assistant, tutorial) for item in items]
    embedding, ours, theirs = (median(column) * 1e3 for column in zip(*times, strict=True))
    times_embedding = median(reply / embed for embed, reply, _ in times)
    return [
        ("embedding a question, ms, median", f"{embedding:.1f}", "", ""),
        ("warm question, ms, median", f"{ours:.1f}", f"{theirs:.1f}", ""),
        ("warm question, times its embedding, median", f"{times_embedding:.2f}", "", "3"),
    ]


def _time_item(
    item: Item, embedder: Embedder, assistant: Assistant, tutorial: Tutorial
) -> tuple[float, float, float]:
    return (
        _seconds(lambda: embedder.embed([item.question], asked=True)),
        _seconds(lambda: assistant.reply(item.question, item.history)),
        _seconds(lambda: tutorial.search(item.question)),
    )


def _ingest_rows(settings: Settings, folder: Path) -> list[tuple[str, str, str, str]]:
    """Compare ``findings ingest`` with embedding the same texts and nothing else."""
    store = folder / "store"
    command = (*_FINDINGS, "ingest", str(settings.knowledge), "--store", str(store))
    spent = run_apart(command)
    embedder = wiring.make_embedder(settings)
    made = open_current(store, model=embedder.name)
    embedded = (one.text for one in made.entries if not is_averaged(one, made.passages))
    texts = list(dict.fromkeys(embedded))
    start = time.process_time()
    embedder.embed(texts)
    raw = time.process_time() - start
    again = run_apart(command)
    return [
        (
            f"ingest of {len(texts):,} texts, share of the raw encoder's speed",
            f"{raw / spent.cpu_seconds:.2f}", "", "0.9",
        ),
        ("ingest of unchanged documents, CPU seconds", f"{again.cpu_seconds:.1f}", "", ""),
    ]  # fmt: skip


def _reading_row(folder: Path) -> tuple[str, str, str, str]:
    """Compare reading a PDF with its structure and two extractors' bare text, by the CPU taken."""
    import pypdfium2  # noqa: PLC0415
    from pypdf import PdfReader  # noqa: PLC0415  of the development install
    from reportlab.lib.styles import getSampleStyleSheet  # noqa: PLC0415
    from reportlab.platypus import Paragraph, SimpleDocTemplate  # noqa: PLC0415

    from ingest.readers.pdf.reader import read_pdf  # noqa: PLC0415

    path = folder / "read.pdf"
    style = getSampleStyleSheet()["Normal"]
    words = "Practitioners listen to what children say about their lives and write it down. " * 8
    SimpleDocTemplate(str(path)).build([Paragraph(words, style) for _ in range(PARAGRAPHS)])
    pages = read_pdf(path).pages  # what is imported and opened once is no page's
    ours, pypdf, bare = (
        _cpu_seconds(work) / pages
        for work in (
            lambda: read_pdf(path),
            lambda: [page.extract_text() for page in PdfReader(path).pages],
            lambda: [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)],
        )
    )
    what = (
        f"reading a PDF of {pages} pages, CPU seconds a page; {2 * 60 / ours:,.0f} pages a minute"
        " on two cores (beside it the bare text of pypdf / PDFium)"
    )
    return what, f"{ours:.3f}", f"{pypdf:.3f} / {bare:.3f}", "0.24"


def _cpu_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def hold_chat(settings: Settings) -> None:
    """Be the chat process: build the web app, answer questions; its memory is read outside."""
    from pages.shared.services import Services  # noqa: PLC0415  seconds of imports
    from serving import make_app  # noqa: PLC0415

    editions = wiring.make_editions(settings)
    assistant = wiring.make_assistant(settings, editions.library)
    make_app(Services(assistant, editions, settings))
    for item in read_items(ROOT / "evaluation" / "questions" / SETS[0])[:CHAT_QUESTIONS]:
        assistant.reply(item.question, item.history)


def build_tutorial(settings: Settings, folder: Path) -> None:
    """Be the tutorial pipeline: store the documents of the live generation."""
    from evaluation.tutorial import Text, Tutorial  # noqa: PLC0415  8 s of imports

    model = wiring.make_embedder(settings).name
    documents = open_current(settings.store, model=model).documents
    Tutorial(folder, wiring.find_model(settings).folder).add(
        Text(one.source.id, one.text) for one in documents
    )


def search_cold(settings: Settings, folder: Path) -> None:
    """Be the tutorial pipeline: open its store and print what it finds for one question."""
    from evaluation.tutorial import Tutorial  # noqa: PLC0415  8 s of imports

    for words in Tutorial(folder, wiring.find_model(settings).folder).search(QUESTION):
        print(words.text)


def write_report(rows: Sequence[tuple[str, str, str, str]]) -> str:
    """Put the table between the marks of docs/performance.md; give it."""
    head = [("measure", "findings", "tutorial", "target, at most (ingest: at least)")]
    lines = [f"| {' | '.join(row)} |" for row in (*head, ("---",) * 4, *rows)]
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    table = "\n".join([f"{datetime.now(UTC):%d %B %Y}, {machine}, `make bench`:", "", *lines, ""])
    if REPORT.is_file():
        text = REPORT.read_text("utf-8")
        REPORT.write_text(_MARKED.sub(lambda _: f"{table}\n", text), "utf-8")
    return table


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _mb(spent: Spent) -> str:
    return f"{spent.most_bytes / MEGABYTE:.0f}"


def main() -> None:
    """Measure everything, print the table and write it into docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chat", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--search", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    settings = load_settings()
    if options.chat:
        hold_chat(settings)
    elif options.build:
        build_tutorial(settings, options.build)
    elif options.search:
        search_cold(settings, options.search)
    else:
        with tempfile.TemporaryDirectory() as folder:
            print(write_report(measure_all(settings, Path(folder))))


if __name__ == "__main__":
    main()
