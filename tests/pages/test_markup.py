from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from pages.shared.markup import ask_button, badge, marked
from pages.shared.templates import escaped


class Reader(HTMLParser):
    """Reads markup back: its words, and the tags and attributes in it."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.words = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)
        self.close()

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


TEXTS = st.text(st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"]))


@given(TEXTS)
def test_escaped_text_reads_back_and_holds_no_tag(text: str) -> None:
    read = Reader(f"<p>{escaped(text)}</p>")
    assert read.words == text
    assert [tag for tag, _ in read.tags] == ["p"]


@given(TEXTS)
def test_escaped_text_holds_nothing_that_a_template_knows(text: str) -> None:
    assert not set("{}$`<>\"'") & set(escaped(text))


@given(TEXTS)
def test_an_attribute_holds_a_question_and_nothing_else(question: str) -> None:
    (tag, attributes), *others = Reader(ask_button(question, "Ask")).tags
    assert tag == "button"
    assert attributes["data-findings-ask"] == question
    assert set(attributes) == {"type", "class", "data-findings-ask"}
    assert not others


@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5))
def test_marking_changes_no_word_whatever_the_spans(
    text: str, spans: list[tuple[int, int]]
) -> None:
    assert Reader(marked(text, spans)).words == text


def test_a_badge_says_in_words_what_its_icon_says() -> None:
    assert Reader(badge("Superseded", icon="▲")).words == "▲Superseded"
