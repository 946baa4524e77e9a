"""Another partnership's documents, from ingest to every page: nothing of the shipped ones is shown.

The partnership, its places, people and numbers are invented.
"""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

import ui
import wiring
from bot.answering.rendering import render
from bot.safety.steps import NATIONAL
from commands.publishing.ingesting import ingest_documents
from commands.publishing.outcome import HowToPublish
from domain import Answer, Class, Escalation, Kind, SmallTalk
from drafting.audiences import AUDIENCES
from drafting.choosing import choose
from drafting.formats.markdown import to_markdown
from drafting.lines import make_lines
from drafting.roles import LineRole
from drafting.wording import DraftKind, Length
from ingest.beside.partnership import partnership_of
from learning.quiz.marking import mark
from pages.ask.pathway_offer import offer_markup
from pages.ask.transcript import exchange_markup
from pages.documents.view import render_document
from pages.learn.glossary import entries_markup
from pages.learn.quiz import question_markup, verdict_markup
from pages.library.actions import start
from pages.library.coverage import coverage_markup
from pages.library.documents import documents_markup
from pages.library.matrix import matrix_markup
from pages.pathways.markup import all_markup
from pages.shared.services import Services
from settings import Settings
from using import parts
from using.citing import Citing
from using.conversation import Exchange
from using.drafts import WantedDraft, make_draft, themes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DOCUMENTS = Path(__file__).parent / "documents"
SHIPPED = ROOT / "knowledge"
STRATEGY = (
    ("Title", "Strategy meetings"),
    ("Normal", "Orrinshaw Safeguarding Children Partnership. Published 26 May 2025."),
    ("Heading 1", "Who comes"),
    ("Normal", "The Lantern, the police and health must come to every strategy meeting."),
    ("Heading 1", "When"),
    ("Normal", "A strategy meeting should take place within three working days."),
)
CODE = {".py", ".js", ".css", ".html", ".toml", ".jsonl"}
# Messages that the networks learn from, and lists of the places of England.
NO_CODE = re.compile(r"^bot/data/(?:.*\.jsonl|names\.toml|areas\.toml)$|^(?:training|evaluation)/")
MESSAGES = (
    "hello",
    "what can you do",
    "are you a robot",
    "that was no use",
    "how soon must a child be seen after coming back",
    "when do we pass on to the police what a returned child told us",
    "what did inspectors find about strategy meetings",
    "which number do I ring at night",
    "what is the weather in Lima",
    "a man is hitting the boy right now and he is bleeding",
)


def facts_of(folder: Path) -> set[str]:
    """The names, numbers and months by which a partnership and its letter are known."""
    known = {one.number for one in NATIONAL.contact}
    ours = partnership_of(folder)
    names = {ours.name, *ours.areas, *ours.said}
    names |= {word for area in ours.areas for word in area.replace("-", " ").split()}
    names |= {word for words in ours.agencies.values() for word in words}
    # of the language, or of the whole field
    names -= {"ce", "East", "Pan", "Three", "IFD"}
    numbers = {one.number for one in ours.contact} - known - {"0808 800 5000", "116 123"}
    return names | numbers


def letter_months(days: list[date]) -> set[str]:
    """The months of a letter in words, and its days."""
    return {f"{day:%B %Y}" for day in days} | {day.isoformat() for day in days}


def naming(facts: set[str], days: list[date]) -> re.Pattern[str]:
    """What finds the names, numbers and days however they are typed."""
    forms = {re.sub(r"(?:\\?[ -])+", r"[ -]?", re.escape(one)) for one in facts}
    for day in days:
        name = f"{day:%B}"
        forms.add(rf"{name[:3]}(?:{name[3:]})? {day.year}")
        forms.add(rf"{day.year}\W{{1,2}}0?{day.month}\W{{1,2}}0?{day.day}")
        forms.add(rf"0?{day.day}[./-]0?{day.month}[./-]{day.year}")
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(forms))})(?!\w)", re.IGNORECASE)


def shipped_days() -> list[date]:
    """The days of the shipped letters, as their catalogue has them."""
    catalogue = tomllib.loads((SHIPPED / "sources.toml").read_text("utf-8"))["document"]
    letters = [one for one in catalogue if one["kind"] == Kind.FINDING.value]
    return [letter[key] for letter in letters for key in ("published", "inspected_from")]


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory, model_export: Path) -> Services:
    """The app on a store of the invented documents, ingested as a user would."""
    folder = tmp_path_factory.mktemp("other")
    knowledge = shutil.copytree(DOCUMENTS, folder / "documents")
    word = docx.Document()
    for style, text in STRATEGY:
        word.add_paragraph(text, style)
    word.save(str(knowledge / "strategy-meetings.docx"))
    settings = Settings(
        store=folder / "store", knowledge=knowledge, model_export=model_export,
        feedback=folder / "feedback.sqlite3",
    )  # fmt: skip
    assert ingest_documents(settings, HowToPublish()) == 0
    editions = wiring.make_editions(settings)
    return Services(wiring.make_assistant(settings, editions.library), editions, settings)


def asked(services: Services, message: str, number: int = 1) -> Exchange:
    """A message with its reply."""
    return Exchange(number, message, services.assistant.reply(message))


def pages_of(services: Services) -> Iterator[tuple[str, str]]:
    """Every page, reply and draft by name, as markup or text."""
    edition = services.editions()
    library, generation = edition.library, edition.generation
    materials = edition.made(parts.materials)
    citing = Citing(site=services.site, glossary=materials.glossary)
    page = ui.build_page(services).get_config_file()
    yield "the page", json.dumps(page["components"], default=str)
    for number, message in enumerate(MESSAGES, 1):
        exchange = asked(services, message, number)
        assert exchange.reply
        yield message, render(exchange.reply) + exchange_markup(exchange, citing)
        yield f"offer {number}", offer_markup(services.editions, message, generation.passages)
    for document in generation.documents:
        own = [one for one in generation.passages if one.source.id == document.source.id]
        yield document.source.id, render_document(document, own)
    yield "matrix", matrix_markup(library)
    yield "actions", str(start(edition, services.site))
    yield "coverage", coverage_markup(library, services.settings)
    yield "documents", documents_markup(library)
    shelved = edition.made(parts.pathways)
    yield "pathways", all_markup(shelved, materials.glossary, chooser="chooser")
    yield "glossary", entries_markup(materials.glossary.entries, "")
    for item in materials.items:
        verdict = verdict_markup(item, mark(item, 0), generation.pointers)
        yield f"quiz {item.id}", question_markup(item) + verdict
    for theme in themes_of(services.editions).theme:
        for kind in DraftKind:
            wanted = WantedDraft(
                theme.title, "", kind.value, AUDIENCES[0].name, Length.STANDARD.value
            )
            made = make_draft(services.assistant, services.editions, wanted, services.site)
            assert made.draft, (theme.title, kind, made.notice)
            yield f"{kind.value}: {theme.title}", to_markdown(made.draft)


@pytest.fixture(scope="module")
def shown(services: Services) -> dict[str, str]:
    """All that is shown."""
    return dict(pages_of(services))


def test_nothing_of_the_shipped_partnership_or_letter_is_shown(shown: dict[str, str]) -> None:
    facts = facts_of(SHIPPED) | letter_months(shipped_days())
    facts = {one.casefold() for one in (*facts, *partnership_of(SHIPPED).shown.examples)}
    assert {"cheshire", "july 2022", "september 2022", "0300 123 5012"} <= facts
    leaks = {
        (name, fact)
        for name, text in shown.items()
        for fact in facts | {"2022"}
        if fact in text.casefold()
    }
    assert not leaks
    assert any(name.startswith("quiz") for name in shown)


def test_dates_areas_and_labels_come_from_the_document_quoted(shown: dict[str, str]) -> None:
    found = shown["what did inspectors find about strategy meetings"]
    assert "What inspectors found in Orrinshaw, February 2025" in found
    assert "3 April 2025" in found
    briefing = shown[f"{DraftKind.BRIEFING.value}: Main findings"]
    assert "What inspectors found, February 2025" in briefing
    assert "The findings are those of an inspection in February 2025." in briefing
    assert "not an Orrinshaw rule" in shown["when do we pass on to the police what a returned"
                                            " child told us"]  # fmt: skip
    assert "From Quillbeck, not an Orrinshaw rule: check yours." in shown["pathways"]
    assert "A child is missing" in shown["offer 5"] or "A child is missing" in shown["pathways"]


def test_nothing_but_a_rule_of_ours_is_asked_or_expected_in_a_draft(services: Services) -> None:
    edition = services.editions()
    held = edition.generation
    for theme in themes_of(services.editions).theme:
        chosen = choose(theme, held)
        lines = make_lines(chosen, held.pointers, lambda one: one.id, edition.made(parts.foreign))
        for one, line in zip(chosen, lines, strict=True):
            if line.role in {LineRole.ASKED, LineRole.EXPECTED, LineRole.ELSEWHERE}:
                assert one.sentence.is_a is Class.EXPECTED
            if line.role in {LineRole.ASKED, LineRole.EXPECTED}:
                assert "Quillbeck" not in line.caution
            if one.sentence.is_a is Class.EXPECTED:
                assert line.role not in {LineRole.FOUND, LineRole.BACKGROUND}


def test_the_chatbot_speaks_for_whose_documents_it_has(
    services: Services, shown: dict[str, str]
) -> None:
    outcomes = [type(asked(services, one).reply.outcome) for one in MESSAGES]  # type: ignore[union-attr]
    assert outcomes[:4] == [SmallTalk] * 4
    assert outcomes[4:7] == [Answer] * 3
    assert outcomes[-1] is Escalation
    assert "keeping children safe in Orrinshaw" in shown["what can you do"]
    assert "01632 960111" in shown[MESSAGES[-1]]
    assert "They cover Orrinshaw" in shown[MESSAGES[-1]]
    assert "Who do I ring about a child in Orrinshaw?" in shown["the page"]
    assert "the visit letter and the procedures say, word for word" in shown["the page"]


def test_a_letter_of_another_layout_fills_the_matrix_and_the_actions(
    services: Services, shown: dict[str, str]
) -> None:
    letter = next(
        one for one in services.editions().generation.documents if one.source.kind is Kind.FINDING
    )
    assert letter.source.id == "visit-letter.txt"
    assert letter.source.published == date(2025, 4, 3)
    for part in ("Headline finding", "What needs to improve", "Main finding"):
        assert part in shown["matrix"]
    assert "How often managers look at the plans of children who go missing." in shown["actions"]


def test_no_name_number_or_day_of_either_partnership_stands_in_the_code() -> None:
    words = naming(
        facts_of(SHIPPED) | facts_of(DOCUMENTS),
        [*shipped_days(), date(2025, 4, 3), date(2025, 2, 25)],
    )
    planted = ("It is Cheshire-East's", "ring 03001235012", "0300-123-5012", "in SEPTEMBER 2022",
               "date(2022, 9, 26)", "26/09/2022", "of 3.4.2025", "Feb 2025")  # fmt: skip
    assert [one for one in planted if not words.search(one)] == []
    parts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    files = [ROOT / f"{name}.py" for name in parts["py-modules"]]
    for name in {*parts["packages"]["find"]["include"]} - {"knowledge*"}:
        files += [one for one in (ROOT / name.rstrip("*")).rglob("*") if one.suffix in CODE]
    named = {one.relative_to(ROOT).as_posix(): one for one in files if one.is_file()}
    read = {name: path for name, path in named.items() if not NO_CODE.search(name)}
    assert {"bot/smalltalk.py", "ingest/data/identity.toml", "ui.py"} <= read.keys()
    found = {
        (name, match[0])
        for name, path in read.items()
        for match in words.finditer(path.read_text("utf-8"))
    }
    assert not found
