"""Inspection letters of invented areas, for what is asked of several at once."""

from __future__ import annotations

import html
import io
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Words that a page or a spreadsheet must not take for anything but words.
HOSTILE = " <img src=x onerror=alert(1)> {{7*7}} =2+5"
# area, day, subject, strengths, what needs to improve, findings
LETTERS = (
    (
        "Kelshaw", "12 May 2019", "child exploitation",
        ("Children who return from being missing are offered an interview promptly.",),
        ("The quality and regularity of supervision for social workers.",
         "The attendance of health services at strategy meetings."),
        "Social workers in Kelshaw are not given regular reflective supervision by their managers.",
    ),
    (
        "Kelshaw", "3 March 2024", "serious youth violence",
        ("Supervision of social workers is regular, reflective and well recorded.",),
        (f"The recording of children's views in plans{HOSTILE}.",),
        "Supervision in Kelshaw has improved and now helps staff to reflect on children's lives.",
    ),
    (
        "Brendale", "20 June 2022", "serious youth violence",
        ("Strategy meetings are timely and well attended by health, police and schools.",
         "Information is shared well between the police and schools through Operation Encompass."),
        ("The regularity of staff supervision across agencies.",),
        "In Brendale managers do not see to it that supervision takes place.",
    ),
    (
        "Orrinport", "9 October 2023", "domestic abuse",
        ("The police take prompt action to protect victims of domestic abuse.",),
        ("The timeliness of strategy meetings.", "Children's access to mental health services."),
        "Waiting times for the child and adolescent mental health service in Orrinport are long.",
    ),
)  # fmt: skip


def lines_of(number: int) -> list[str]:
    """Give the lines of one letter; headings begin with a hash."""
    return lines_of_letter(*LETTERS[number])


def lines_of_letter(
    area: str, day: str, subject: str, strengths: Iterable[str], improve: Iterable[str], found: str
) -> list[str]:
    """Give the lines of a letter of these parts."""
    return [
        day,
        f"Director of Children's Services, {area} Council",
        f"Dear {area} Local Safeguarding Partnership",
        f"# Joint targeted area inspection of {area}",
        (
            "This letter summarises the findings of the joint targeted area inspection of the "
            f"multi-agency response to {subject} in {area}."
        ),
        (
            "It was carried out by inspectors from Ofsted, the Care Quality Commission (CQC) and "
            "His Majesty's Inspectorate of Constabulary and Fire & Rescue Services (HMICFRS)."
        ),
        "# Strengths",
        *(f"- {one}" for one in strengths),
        "# What needs to improve?",
        *(f"- {one}" for one in improve),
        "# Main findings",
        found,
        "# Next steps",
        (
            "Ofsted has determined that the council is the principal authority and should prepare "
            "a written statement of proposed action."
        ),
    ]


def write_letters(folder: Path, numbers: tuple[int, ...] = (0, 1, 2, 3)) -> Path:
    """Write letters as files; give the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"{LETTERS[number][0].lower()}-{number}.pdf").write_bytes(pdf_of(number))
    return folder


def pdf_of(number: int) -> bytes:
    """Give a letter as a PDF, the same bytes each time."""
    out = io.BytesIO()
    styles = getSampleStyleSheet()
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build([
        Paragraph(
            html.escape(line.removeprefix("# "), quote=False),
            styles["Heading1" if line.startswith("# ") else "BodyText"],
        )
        for line in lines_of(number)
    ])  # fmt: skip
    return out.getvalue()
