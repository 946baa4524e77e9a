from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docx import Document

from bot.answering.rendering import SILENT
from bot.ranking.retriever import Scope
from bot.safety.family import LEFT_OUT
from bot.safety.steps import REMINDER, Safety
from domain import (
    Answer,
    Citation,
    Class,
    Correction,
    Evidence,
    FindingsError,
    Kind,
    ListItem,
    Outcome,
    Part,
    Passage,
    Refusal,
    Reply,
    Sentence,
    Shape,
    SmallTalk,
    Source,
    Statement,
    Status,
)
from ingest.beside.pointers import Pointer, Weight
from ingest.classing import classed
from pages.ask.copying import rich_answer
from pages.ask.safety_steps import steps_markup
from pages.ask.sources_panel import sources_panel
from pages.ask.transcript import exchange_markup
from using.citing import Citing
from using.conversation import Exchange, converse
from using.exporting import plain_answer, to_markdown, to_word
from using.follow_ups import as_question, is_plain
from using.scopes import describe_scope

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.edition import Edition

LETTER = Source("letters/a.txt", "The letter", "Ofsted", date(2022, 9, 26), None,
                "https://www.gov.uk/a", "Open Government Licence v3.0", Kind.FINDING)  # fmt: skip
CITING = Citing(site="https://findings.example/")
NOTE = Source("guidance/b.md", "A <b>note</b>", kind=Kind.GUIDANCE, status=Status.SUPERSEDED)


STEPS = Safety(lambda: [Path("knowledge/partnership.toml")], check_days=365).steps()


def passage(source: Source, text: str, part: Part) -> Passage:
    sentence = Sentence(text, 0, len(text), Shape.PARAGRAPH)
    sentence = classed(sentence, "Heading", source.kind, part)
    name = f"{source.id}{text}"[:40]
    return Passage(name, source, ("Heading",), part, (), text, 0, len(text), (sentence,))


def statement(source: Source, text: str, part: Part, caution: str = "") -> Statement:
    return Statement(text, (Citation(passage(source, text, part), text),), caution)


FOUND = statement(LETTER, "Children waited too long.", Part.MAIN)
RULE = statement(NOTE, "Offer it within 72 hours.", Part.GUIDANCE, "From Tees: check your own.")
OTHER = statement(LETTER, "Plans were absent.", Part.MAIN)


def exchange(outcome: Outcome, question: str = "How long?") -> Exchange:
    return Exchange(1, question, Reply(outcome))


def test_whom_to_ring_stands_above_an_answer_to_what_may_tell_of_danger() -> None:
    held = exchange(Answer((FOUND, RULE, OTHER)))
    assert held.reply
    assert REMINDER not in exchange_markup(held, CITING)
    page = exchange_markup(replace(held, reply=replace(held.reply, reminds=True)), CITING)
    assert page.index("999") < page.index("outcome-answered")
    # what is copied, pinned or sent on begins with it too
    copied = r'id="copy-1-(?:plain|rich)" hidden>(.*?)</(?:pre|div)>'
    for kept in re.findall(copied, page, re.DOTALL):
        assert kept.index("999") < kept.index("Children waited")
    assert page.count(REMINDER) >= 2


def test_beside_what_may_tell_of_danger_stands_nothing_that_was_not_quoted() -> None:
    held = exchange(Answer((RULE,)))
    assert held.reply
    other = passage(NOTE, "Speak to the parents first.", Part.GUIDANCE)
    reply = replace(held.reply, evidence=(Evidence(other, 0.5, (1.0,)),))
    assert "parents" in sources_panel(replace(held, reply=reply), {})
    assert "parents" not in sources_panel(replace(held, reply=replace(reply, reminds=True)), {})


def test_where_all_is_left_out_the_documents_are_not_said_to_be_silent() -> None:
    shown = exchange_markup(exchange(Refusal(LEFT_OUT, ())), CITING)
    assert "Take advice first" in shown
    assert "Not in the documents" not in shown


def test_every_quote_links_to_its_own_words_in_the_sources_panel() -> None:
    held = exchange(Answer((FOUND, RULE, OTHER)))
    shown, sources = exchange_markup(held, CITING), sources_panel(held, {})
    items = dict(re.findall(r'“([^”]+)”</blockquote>.*?href="#(source-1-\d)"', shown))
    assert len(items) == 3
    for words, anchor in items.items():
        card = next(one for one in sources.split('<div class="card"') if f'id="{anchor}"' in one)
        assert words in card


def test_of_a_danger_the_panel_shows_the_chosen_words_and_nothing_beside_them() -> None:
    line = "You do not need consent."
    whole = passage(NOTE, f"Speak to the parents first. {line}", Part.GUIDANCE)
    said = Statement(line, (Citation(whole, line),))
    assert "parents" in sources_panel(exchange(Answer((said,))), {})
    shown = sources_panel(exchange(replace(STEPS, statements=(said,), answers=(RULE,))), {})
    assert line in shown
    assert "Offer it within 72 hours." in shown
    assert "parents" not in re.sub(r"<[^>]*>", " ", shown)


def test_what_is_expected_stands_apart_from_what_was_found() -> None:
    shown = exchange_markup(exchange(Answer((FOUND, RULE))), CITING)
    found, expected = shown.index("What inspectors found"), shown.index("What is expected")
    assert found < shown.index(FOUND.text) < expected < shown.index(RULE.text)


def test_an_answer_of_findings_alone_says_so() -> None:
    assert "do not describe practice today" in exchange_markup(exchange(Answer((FOUND,))), CITING)
    both = exchange_markup(exchange(Answer((FOUND, RULE))), CITING)
    assert "do not describe practice today" not in both


def test_a_list_shows_each_item_behind_its_number_and_how_much_of_it_there_is() -> None:
    quoted = passage(LETTER, "Plans were late. Nobody asked.", Part.IMPROVE)
    items = (ListItem("1", "Plans were late."), ListItem("1.1", "Nobody asked."))
    citation = Citation(quoted, quoted.text, "What must change?")
    held = exchange(Answer((Statement(quoted.text, (citation,), items=items, extent="1 of 3"),)))
    shown = re.sub(r"<[^>]+>", " ", exchange_markup(held, CITING))
    for text in (shown, plain_answer(held, CITING), to_markdown([held], CITING).replace("\\", "")):
        assert "What must change? (1 of 3):" in text
        assert text.index("1. “Plans were late.”") < text.index("1.1. “Nobody asked.”")


def test_a_comparison_shows_both_sides_below_each_head_and_the_silent_one_too() -> None:
    said = replace(FOUND, head="Who", side="panels")
    held = exchange(Answer((said,), ("and who pays?",), top="Two panels.",
                           sides=("panels", "boards")))  # fmt: skip
    shown = exchange_markup(held, CITING)
    assert shown.index("Two panels.") < shown.index("<h4>Who</h4>") < shown.index("<h5>Panels</h5>")
    silent = shown.split("<h5>Boards</h5>")[1]
    assert silent.startswith(f"<p>{SILENT}</p>")
    assert "and who pays?" in silent
    for text in (plain_answer(held, CITING), to_markdown([held], CITING).replace("\\", "")):
        assert (
            text.index("Who: panels")
            < text.index(FOUND.text.strip("."))
            < text.index("Who: boards")
        )


def test_a_caution_and_a_superseded_document_are_said_beside_the_quote() -> None:
    shown = exchange_markup(exchange(Answer((RULE,))), CITING)
    assert "From Tees: check your own." in shown
    assert "Only superseded documents answer this" in shown


def test_each_outcome_has_its_own_status_heading_and_icon() -> None:
    nearby = FOUND.citations
    outcomes: tuple[Outcome, ...] = (
        Answer((FOUND,)), Correction((FOUND,), "no panel is there"), Refusal("No.", nearby), STEPS,
    )  # fmt: skip
    shown = [exchange_markup(exchange(one), CITING) for one in outcomes]
    looks = {
        match.groups()
        for one in shown
        if (
            match := re.search(r'data-status="(\w+)".*?class="icon"[^>]*>(.)</span>(.*?)</h3>', one)
        )
    }
    assert len(looks) == 4


def test_the_nearest_passages_of_a_refusal_are_not_called_quoted() -> None:
    sources = sources_panel(exchange(Refusal("The documents do not say.", FOUND.citations)), {})
    assert "Nearest passages, not an answer" in sources
    assert "<h3>Quoted" not in sources


def test_the_safety_steps_keep_every_number_and_can_be_rung() -> None:
    shown = steps_markup(STEPS.steps)
    assert shown.count("<li>") == 5
    for number in ("999", "03001235012", "03001235022"):
        assert f'href="tel:{number}"' in shown
    assert "tel:26" not in shown
    assert "**" not in shown


def test_a_title_with_tags_is_shown_as_text_everywhere() -> None:
    held = exchange(Answer((RULE,)), question="<i>how</i> long?")
    for markup in (
        exchange_markup(held, CITING),
        sources_panel(held, {}),
        rich_answer(held, CITING),
    ):
        assert "<b>" not in markup
        assert "<i>" not in markup


def test_every_export_holds_every_quote_source_date_and_address() -> None:
    held = [exchange(Answer((FOUND, RULE))), exchange(SmallTalk("Hello."), "hi")]
    word = "\n".join(one.text for one in Document(io.BytesIO(to_word(held, CITING))).paragraphs)
    markdown = re.sub(r"\\(.)", r"\1", to_markdown(held, CITING))
    for text in (word, markdown, plain_answer(held[0], CITING), rich_answer(held[0], CITING)):
        for fact in (FOUND.text, RULE.text, "26 September 2022", "https://www.gov.uk/a",
                     "Open Government Licence v3.0", "/document/letters/a.txt#p-"):  # fmt: skip
            assert fact in text


def test_every_export_keeps_the_groups_and_the_cautions_and_names_what_a_note_rests_on() -> None:
    text = "You must offer it soon."
    sentence = Sentence(text, 0, len(text), Shape.PARAGRAPH, pointer="WT 2026", is_a=Class.EXPECTED)
    noted = replace(passage(NOTE, text, Part.GUIDANCE), sentences=(sentence,))
    rests = Statement(text, (Citation(noted, text),))
    guide = Pointer(label="WT 2026", area="", weight=Weight.STATUTORY, title="Working together",
                    publisher="DfE", published="2026-03", url="https://www.gov.uk/wt")  # fmt: skip
    for answered, facts in (
        (exchange(Answer((FOUND, rests))), (
            "What inspectors found, September 2022", "What is expected", "statutory guidance",
            "Working together", "March 2026", "https://www.gov.uk/wt",
            "https://findings.example/document/",
        )),
        (exchange(Answer((FOUND,))), ("do not describe practice today",)),
        (exchange(Refusal("No.", FOUND.citations)), ("Nearest passages, not an answer",)),
    ):  # fmt: skip
        held = replace(answered, pointers={"WT 2026": guide})
        word = Document(io.BytesIO(to_word([held], CITING)))
        for export in (
            "\n".join(one.text for one in word.paragraphs), plain_answer(held, CITING),
            re.sub(r"\\(.)", r"\1", to_markdown([held], CITING)), rich_answer(held, CITING),
        ):  # fmt: skip
            for fact in facts:
                assert fact in export


def test_a_word_export_takes_any_character_that_people_type() -> None:
    assert to_word([exchange(SmallTalk("Hello."), "bell \x07 form \x0c feed \ufffe")], CITING)


def test_without_a_knowledge_base_the_exchange_says_so_and_keeps_no_details() -> None:
    class Broken:
        def reply(self, *_: object) -> Reply:
            raise FindingsError

    def gone() -> Edition:
        raise FindingsError

    broken = cast("Assistant", Broken())
    held = converse(broken, gone, "is sam@example.org known", (), Scope())
    assert held.reply is None
    assert held.question == "is [email] known"
    assert "ring" in exchange_markup(held, CITING)


def test_a_filter_is_said_in_the_answer_and_in_every_export_by_the_documents_title() -> None:
    said = describe_scope(Scope(documents=frozenset({"letters/a.txt"})), {"letters/a.txt": "A"})
    assert said == "documents: A"
    held = replace(exchange(Answer((FOUND,))), filtered=said)
    shown = (exchange_markup(held, CITING), plain_answer(held, CITING), rich_answer(held, CITING))
    assert all(f"Only searched: {said}" in one for one in shown)


def test_only_questions_that_stand_alone_are_offered_next() -> None:
    assert is_plain("who chairs the strategy meeting")
    assert not is_plain("do they have to wait for it")
    assert not is_plain("no plan b")
    assert as_question("who chairs the strategy meeting") == "Who chairs the strategy meeting?"
