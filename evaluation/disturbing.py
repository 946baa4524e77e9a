"""How much longer questions take while a large document is read behind the page.

``python -m evaluation.disturbing`` asks questions in a row, alone and while a job of the page reads
a PDF of so many pages and publishes it, and prints the medians and their ratio. The machine should
have nothing else to do.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles

from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate

import wiring
from administering.jobs.running import Jobs
from evaluation.measures.questions import read_items
from people.roles import HERE
from settings import Settings, load_settings

_ITEMS = Path(__file__).parent / "questions" / "guidance-dev.jsonl"
PAGES, WARM = 500, 20
MOST_RATIO = 1.5


def measure(settings: Settings, folder: Path, pages: int, asked: int) -> tuple[float, float, bool]:
    """Give the median seconds of a question alone and while the pages are read.

    The last says whether the reading went on to the end of the questions.
    """
    document = folder / "large.pdf"
    _write(document, pages)
    own = settings.model_copy(update={
        "store": Path(shutil.copytree(settings.store, folder / "store")),
        "knowledge": folder / "documents",
    })  # fmt: skip
    own.knowledge.mkdir()
    assistant = wiring.make_assistant(own)
    questions = cycle(read_items(_ITEMS))

    def ask(count: int) -> list[float]:
        taken = []
        for _ in range(count):
            start = time.perf_counter()
            assistant.reply(next(questions).question)
            taken.append(time.perf_counter() - start)
        return taken

    ask(WARM)
    alone = ask(asked)
    jobs = Jobs(own, lambda *_: None)
    jobs.start("add", "Adding it", ["add", "--", str(document)], by=HERE)
    # until it reads, it only starts
    time.sleep(2)
    beside = ask(asked)
    went_on = not jobs.is_idle
    while not jobs.is_idle:
        time.sleep(0.1)
    after = ask(asked)
    for name, taken in (("before", alone), ("while it reads", beside), ("after", after)):
        half, most = median(taken) * 1e3, quantiles(taken, n=20)[-1] * 1e3
        print(f"{name}: median {half:.0f} ms, 95 in 100 within {most:.0f} ms", flush=True)
    job = jobs.last()
    print(f"the job: {job.state if job else 'lost'}, {job.fault if job else ''}".rstrip(", "))
    # what else the machine did may have slowed one of them: the quicker one counts
    return min(median(alone), median(after)), median(beside), went_on


def _write(path: Path, pages: int) -> None:
    style = getSampleStyleSheet()["Normal"]
    parts: list[Flowable] = []
    for page in range(pages):
        for number in range(8):
            words = f"Practitioner {page * 8 + number} listens to children, and writes it down. "
            parts.append(Paragraph(words * 4, style))
        parts.append(PageBreak())
    SimpleDocTemplate(str(path)).build(parts)


def main() -> None:
    """Measure and print; the exit code is 1 where questions take too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--questions", type=int, default=60)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="findings-disturbing-") as name:
        alone, beside, went_on = measure(load_settings(), Path(name), given.pages, given.questions)
    ratio = beside / alone
    print(f"{given.pages} pages: {ratio:.2f} times as long (at most {MOST_RATIO})")
    if not went_on:
        print("it was read before all questions were asked: give more pages or fewer questions")
    raise SystemExit(ratio > MOST_RATIO)


if __name__ == "__main__":
    main()
