from __future__ import annotations

from learning.glossary import Glossary, GlossaryEntry
from pages.shared.terms import Explainer, explained

NRM = GlossaryEntry(
    "National Referral Mechanism", "How the UK finds victims.", ("NRM",), (), "term", None, "gov.uk"
)
GLOSSARY = Glossary([NRM])


def test_a_term_is_explained_in_the_first_text_that_holds_it_only() -> None:
    explain = Explainer(GLOSSARY)
    assert "How the UK finds victims." in explain("An NRM referral.")
    assert "How the UK finds victims." not in explain("The NRM decides.")


def test_what_is_not_a_term_is_escaped() -> None:
    assert explained("<b>NRM</b>", GLOSSARY).startswith("&lt;b&gt;<dfn")
