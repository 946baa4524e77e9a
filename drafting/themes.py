"""What a draft can be about, and the patterns by which the documents speak of it."""

from __future__ import annotations

from dataclasses import dataclass

from domain import Part


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject of training.

    ``parts`` are the letter's parts that it takes whole. ``document``, ``heading`` and ``words``
    are patterns, searched in the titles of documents, in their headings and in their sentences;
    ``beside`` is searched in the letter's other parts: what it asks for where ``parts`` tell
    what was found, and the other way round. ``further`` is searched in the titles of documents
    that lead further. ``question`` is what a reader would ask the knowledge base; ``subject``
    completes "This session is about".
    """

    id: str
    title: str
    parts: frozenset[Part] = frozenset()
    document: str = ""
    heading: str = ""
    words: str = ""
    beside: str = ""
    question: str = ""
    further: str = ""
    subject: str = ""


def _part(
    key: str, title: str, part: Part, *,
    subject: str, heading: str, further: str, beside: str = "",
) -> Theme:  # fmt: skip
    return Theme(
        key, title, frozenset({part}), heading=heading, beside=beside, subject=subject,
        further=further,
    )  # fmt: skip


THEMES: tuple[Theme, ...] = (
    _part(
        "headline", "Headline findings", Part.HEADLINE,
        subject="what inspectors said first about the partnership",
        heading=(
            r"^Independent scrutiny$|^Audits$"
        ),
        beside=(
            r"Urgent action is required|weaknesses in the leadership|gaining a full understanding"
            r"|strategic oversight"
        ),
        further=r"partnership, scrutiny|supervision|JTAI",
    ),
    _part(
        "priority", "Area for priority action", Part.PRIORITY,
        subject="what the letter says must be acted on first",
        heading=(
            r"^Independent scrutiny$|^What the police should do in return$"
            r"|^Screen, record, share$|^How fast$"
            r"|^Questions for every exploitation meeting$"
        ),
        beside=(
            r"partners did not understand|senior leadership analysis|critical enquiry"
            r"|leaders across the wider partnership|independent scrutineer|Subgroups to drive"
            r"|harm thresholds|met threshold|emergency department|more curious|police intelligence"
            r"|as a protective factor|minimal tuition|low engagement in education|placement moves"
        ),
        further=r"partnership, scrutiny|intelligence|emergency|Education|JTAI",
    ),
    _part(
        "improve", "What needs to improve", Part.IMPROVE,
        subject="the improvements that the letter lists",
        heading=(
            r"^How to record it$|^What a good record shows$|^Contingency planning$"
            r"|^Keeping everyone on the same page$|^Health pathways$"
        ),
        beside=(
            r"analysis of children's voices|harm thresholds|met threshold|lived experiences"
            r"|several different plans|overarching plan|confusing for the child|caseloads"
            r"|Contingency planning|Supervision across|multi-agency training strategy|fast-track"
            r"|high workloads"
        ),
        further=r"voice|missing|Strategy|meetings|plans|supervision|Neurodivergent",
    ),
    _part(
        "strengths", "Strengths", Part.STRENGTH,
        subject="what inspectors saw working well",
        heading=(
            r"^What each agency can bring$|^Schools$|^Joint planning$"
        ),
        further=r"Disrupting|Education|Health staff|Youth justice",
    ),
    _part(
        "main", "Main findings", Part.MAIN,
        subject="what inspectors found across the partnership",
        heading=(
            r"^Independent scrutiny$|^What operational exploitation meetings do$"
            r"|^Why exploitation should be in it$|^Keeping everyone on the same page$"
            r"|^Contingency planning$|^How often$|^Be curious$"
        ),
        beside=r".",
        further=r"partnership, scrutiny|Threshold|meetings|plans|supervision|Education",
    ),
    _part(
        "next", "Next steps", Part.NEXT,
        subject="what the letter asks for after the inspection",
        heading=(
            r"^After the letter|^What happened next$"
        ),
        further=r"JTAI|partnership, scrutiny",
    ),
    Theme(
        "missing", "Missing children",
        document=r"\bmissing\b",
        heading=r"\bmissing\b",
        words=(
            r"\bmissing (?:from (?:home|care)\b(?! social)|child|episode|incident)"
            r"|\bchildren missing\b"
            r"|\b(?:go|goes|going|went) missing\b(?! school)|\bexploited (?:and|or) missing\b"
            r"|\bmissing and exploited\b|\breturn home interview|\bfound away from home\b"
        ),
        question="What happens when a child goes missing from home or care?",
        subject="children who go missing from home or care",
        further=r"missing|voice|intelligence|Strategy",
    ),
    Theme(
        "emergency", "Emergency departments",
        document=r"\bemergency departments?\b",
        heading=r"\bemergency departments?\b",
        words=r"\bemergency departments?\b|\bCP-IS\b|\bunscheduled care\b|\bA&E\b",
        question="What should emergency department staff do about an exploited child?",
        subject="exploited children who come to an emergency department",
        further=r"Health staff|voice|referral|Neurodivergent",
    ),
    Theme(
        "education", "Education",
        document=r"\beducation\b",
        heading=r"\b(?:education|schools?)\b",
        words=(
            r"\beducation as a protective\b|\bappropriate education\b|\beducation settings\b"
            r"|\b(?:attend|missing|miss|back to) school\b|\bschools? (?:place|leaders)\b"
            r"|\btuition\b|\battendance (?:or|work)\b|\bexclusion raises\b|\bin education\b"
            r"|\bchildren's education\b"
            r"|\bbreakdown in education\b|\bfrom home or school\b|^education, placement"
        ),
        question="What is expected of schools and partners about an exploited child's education?",
        subject="education as protection against exploitation",
        further=r"Education|meetings|Neurodivergent|challenge",
    ),
    Theme(
        "nrm", "National Referral Mechanism",
        document=r"\bNational Referral Mechanism\b",
        heading=r"\bNational Referral Mechanism\b",
        words=r"\bNRM\b|\bNational Referral Mechanism\b|\bnational referral scheme\b"
        r"|\bModern Slavery Helpline\b|\bfirst responder",
        question="When and how is a child referred to the National Referral Mechanism?",
        subject="referring a child to the National Referral Mechanism",
        further=r"National Referral|Youth justice|definitions",
    ),
)  # fmt: skip


def question_theme(question: str) -> Theme:
    """Give the theme of a question that somebody typed."""
    return Theme("question", question, question=question, subject="the question asked")
