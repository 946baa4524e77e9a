"""Documents in many layouts, invented whole, each with what a person would say that it is.

Of each stand here its format, its lines and its facts. ``# `` opens a heading, ``- `` an item;
``TITLE``, ``AUTHOR`` and ``MADE`` is what its file says of itself, true or not.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from domain import Kind

FOUND, STATUTE, STATUTORY = Kind.FINDING, Kind.STATUTE, Kind.STATUTORY
NATIONAL, LOCAL, FORM, REVIEW = Kind.NATIONAL, Kind.LOCAL, Kind.FORM, Kind.REVIEW


class Varied(NamedTuple):
    """One document: its suffix, its lines, and its facts."""

    suffix: str
    lines: str
    facts: dict[str, object]


def _facts(title: str, publisher: str, kind: Kind, area: str = "", **dates: str) -> dict[str, Any]:
    days = {name: date.fromisoformat(day) for name, day in dates.items()}
    return {"title": title, "publisher": publisher, "kind": kind, "area": area, **days}


_OFSTED3 = "Ofsted, CQC and HMICFRS"
_OFSTED4 = "Ofsted, CQC, HMICFRS and HMI Probation"
_OLD4 = "Ofsted, CQC, HMIC and HMI Probation"

VARIED = (
    Varied(".pdf", """TITLE Microsoft Word - Holmere JTAI_FINAL
AUTHOR a clerk
11 May 2016
Ms Ann Rook, Director of Children’s Services, Holmere Council
Mr Ali Peel, Chief Constable of Wessendale Police
Dear local partnership
# Joint targeted area inspection of the multi-agency response to abuse and neglect in Holmere
Between 14 and 18 March 2016, Ofsted, the Care Quality Commission (CQC), HMI Constabulary (HMIC) \
and HMI Probation (HMI Prob) undertook a joint inspection of the multi-agency response to abuse \
and neglect in Holmere.""", _facts(
        "Joint targeted area inspection of the multi-agency response to abuse and neglect in"
        " Holmere", _OLD4, FOUND, "Holmere", published="2016-05-11", inspected_from="2016-03-14",
        inspected_to="2016-03-18")),
    Varied(".pdf", """TITLE ENTER LA NAME - JTAI inspection report
2 March 2018
Ann Rook, Director of Children’s Services
Dear local partnership
# Joint targeted area inspection of the multi-agency response to domestic abuse in the London \
Borough of Ayleford
Between 8 January 2018 and 12 January 2018, Ofsted, the Care Quality Commission (CQC), HM \
Inspectorate of Constabulary and Fire & Rescue Services (HMICFRS) and HM Inspectorate of Probation \
(HMI Probation) undertook a joint inspection in Ayleford.""", _facts(
        "Joint targeted area inspection of the multi-agency response to domestic abuse in the"
        " London Borough of Ayleford", _OFSTED4, FOUND, "Ayleford", published="2018-03-02",
        inspected_from="2018-01-08", inspected_to="2018-01-12")),
    Varied(".docx", """18 December 2019
Dear local partnership
# Joint targeted area inspection of the multi-agency response to children’s mental health in \
Great Orme
Between 23 and 27 September 2019, Ofsted, the Care Quality Commission (CQC), HMI Constabulary and \
Fire & Rescue Services (HMICFRS) and HMI Probation (HMIP) carried out a joint inspection of the \
multi-agency response to children’s mental health in Great Orme.""", _facts(
        "Joint targeted area inspection of the multi-agency response to children’s mental health in"
        " Great Orme", _OFSTED4, FOUND, "Great Orme", published="2019-12-18",
        inspected_from="2019-09-23", inspected_to="2019-09-27")),
    Varied(".html", """25 May 2022
Dear Sallowby Local Safeguarding Partnership
# Joint targeted area inspection of Royal Borough of Sallowby and Thornwick
This letter summarises the findings of the joint targeted area inspection (JTAI) of the \
multi-agency response to the identification of initial need and risk in Sallowby and Thornwick.
This inspection took place from 28 March to 1 April 2022. It was carried out by inspectors from \
Ofsted, the Care Quality Commission (CQC) and His Majesty’s Inspectorate of Constabulary and Fire \
& Rescue Services (HMICFRS).""", _facts(
        "Joint targeted area inspection of Royal Borough of Sallowby and Thornwick", _OFSTED3,
        FOUND, "Sallowby and Thornwick", published="2022-05-25", inspected_from="2022-03-28",
        inspected_to="2022-04-01")),
    Varied(".pdf", """TITLE Report - Area Name - Serious youth violence JTAI
MADE 2024-05-16
17 May 2024
Dear Dunmarsh Safeguarding Children Partnership
# Joint targeted area inspection of Dunmarsh
This letter summarises the findings of the joint targeted area inspection (JTAI) of the \
multi-agency response to serious youth violence in Dunmarsh.
This inspection took place from 18 to 22 March 2024. It was carried out by inspectors from Ofsted, \
the Care Quality Commission (CQC), His Majesty’s Inspectorate of Constabulary and Fire & Rescue \
Services (HMICFRS) and His Majesty’s Inspectorate of Probation (HMIP).
# Context""", _facts(
        "Joint targeted area inspection of Dunmarsh", _OFSTED4, FOUND, "Dunmarsh",
        published="2024-05-17", inspected_from="2024-03-18", inspected_to="2024-03-22")),
    Varied(".md", """13 March 2025
Dear Wexholme Safeguarding Partnership
# Joint targeted area inspection of Wexholme-on-Sea
This letter summarises the findings of the joint targeted area inspection (JTAI) of the \
multi-agency response to children who are victims of domestic abuse in Wexholme-on-Sea.
This inspection took place from 30 December 2024 to 3 January 2025. It was carried out by \
inspectors from Ofsted, the Care Quality Commission (CQC) and His Majesty’s Inspectorate of \
Constabulary and Fire & Rescue Services (HMICFRS).""", _facts(
        "Joint targeted area inspection of Wexholme-on-Sea", _OFSTED3, FOUND, "Wexholme-on-Sea",
        published="2025-03-13", inspected_from="2024-12-30", inspected_to="2025-01-03")),
    Varied(".pdf", """# Inspection of Brackenshire local authority children’s services
Inspection dates: 13 to 24 May 2024
Lead inspector: Ann Rook
Judgement: Good
Ofsted inspected these services.""", _facts(
        "Inspection of Brackenshire local authority children’s services", "Ofsted", FOUND,
        "Brackenshire", inspected_from="2024-05-13", inspected_to="2024-05-24")),
    Varied(".docx", """9 July 2023
Dear Ms Rook
# Focused visit to Fenwold County Council children’s services
This letter summarises the findings of the focused visit to Fenwold children’s services on 7 and 8 \
June 2023. His Majesty’s Inspectors for this visit were Ann Rook and Ali Peel.
Ofsted is satisfied.""", _facts(
        "Focused visit to Fenwold County Council children’s services", "Ofsted", FOUND, "Fenwold",
        published="2023-07-09", inspected_from="2023-06-07", inspected_to="2023-06-08")),
    Varied(".html", """4 December 2023
Dear Mr Peel
# Monitoring visit to Marlock children’s services
This letter summarises the findings of the monitoring visit to Marlock children’s services on 1 \
and 2 November 2023. This was the third visit since the local authority was judged inadequate. \
Ofsted.""", _facts(
        "Monitoring visit to Marlock children’s services", "Ofsted", FOUND, "Marlock",
        published="2023-12-04", inspected_from="2023-11-01", inspected_to="2023-11-02")),
    Varied(".pdf", """# Area SEND inspection of Peverell and Stoke Local Area Partnership
Inspection dates: 29 January to 2 February 2024
Dates of previous inspection: 5 to 9 March 2018
# Inspection outcome
The partnership’s arrangements lead to inconsistent outcomes. Ofsted and the Care Quality \
Commission (CQC) ask that it updates its plan.""", _facts(
        "Area SEND inspection of Peverell and Stoke Local Area Partnership", "Ofsted and CQC",
        FOUND, "Peverell and Stoke", inspected_from="2024-01-29", inspected_to="2024-02-02")),
    Varied(".docx", """# Inspection report for children’s home: SC999001
Full inspection
Inspected under the social care common inspection framework
# Information about this children’s home
The home is run by a private company. Ofsted registered the manager.
Inspection dates: 10 and 11 June 2025""", _facts(
        "Inspection report for children’s home: SC999001", "Ofsted", FOUND, "",
        inspected_from="2025-06-10", inspected_to="2025-06-11")),
    Varied(".pdf", """STATUTORY INSTRUMENTS
2031 No. 88
# The Children’s Wharves (Safety) Regulations 2031
Made 3rd February 2031
Laid before Parliament 5th February 2031
Coming into force 1st March 2031""", _facts(
        "The Children’s Wharves (Safety) Regulations 2031", "legislation.gov.uk", STATUTE, "",
        published="2031-02-03", effective_from="2031-03-01")),
    Varied(".html", """TITLE Keeping wharves safe - GOV.UK
# Keeping wharves safe
Statutory guidance for everyone who works on a wharf
Department for Education
Published 1 September 2030""", _facts(
        "Keeping wharves safe", "Department for Education", STATUTORY, "",
        published="2030-09-01")),
    Varied(".pdf", """TITLE Information sharing on wharves
AUTHOR HM Government
# Information sharing on wharves
Advice for practitioners
HM Government
May 2031""", _facts(
        "Information sharing on wharves", "HM Government", NATIONAL, "", published="2031-05-01")),
    Varied(".docx", """TITLE Wharf premises: what the police do
AUTHOR Home Office
MADE 2030-10-04
# Wharf premises: what the police do
A guide for forces. 4 October 2030 is the day on which it was agreed.
Questions go to wharves@homeoffice.gov.uk.""", _facts(
        "Wharf premises: what the police do", "Home Office", NATIONAL, "",
        published="2030-10-04")),
    Varied(".md", """# Missing children protocol
*Holmere Safeguarding Children Partnership*
Version 3.2
Approved: 12 January 2030
Review date: January 2032""", _facts(
        "Missing children protocol", "Holmere Safeguarding Children Partnership", LOCAL, "Holmere",
        published="2030-01-12")),
    Varied(".docx", """AYLEFORD SAFEGUARDING CHILDREN PARTNERSHIP
# PROCEDURE 14: WHEN PROFESSIONALS DISAGREE
Agreed by the executive on 3 June 2029
Effective from: 1 July 2029""", _facts(
        "PROCEDURE 14: WHEN PROFESSIONALS DISAGREE", "Ayleford Safeguarding Children Partnership",
        LOCAL, "Ayleford", published="2029-06-03", effective_from="2029-07-01")),
    Varied(".html", """TITLE Who to ring - Great Orme Children's Partnership
# Who to ring when you are worried
Great Orme Children's Partnership. In use from 4 September 2028.
- Front door: 01632 960001""", _facts(
        "Who to ring when you are worried", "Great Orme Children's Partnership", LOCAL,
        "Great Orme", effective_from="2028-09-04")),
    Varied(".pdf", """TITLE template_v7_draft FOR COMMENT
AUTHOR jsmith
# Levels of need: a framework
Sallowby Safeguarding Children Partners
Published: 14/03/2027""", _facts(
        "Levels of need: a framework", "Sallowby Safeguarding Children Partners", LOCAL,
        "Sallowby", published="2027-03-14")),
    Varied(".docx", """# Multi-agency referral form
Dunmarsh Council Children’s Services
Version 4, issued on 2 April 2026
Name of child:
Date of birth:""", _facts(
        "Multi-agency referral form", "Dunmarsh Council Children’s Services", FORM, "Dunmarsh",
        published="2026-04-02")),
    Varied(".html", """# Child exploitation screening tool: guidance notes
Fenwold Safeguarding Children Board
Last updated: 9 May 2025""", _facts(
        "Child exploitation screening tool: guidance notes", "Fenwold Safeguarding Children Board",
        FORM, "Fenwold", published="2025-05-09")),
    Varied(".md", """# Home visit checklist
Brackenshire County Council
Date: 30 November 2027
- Did you see the child alone?""", _facts(
        "Home visit checklist", "Brackenshire County Council", FORM, "Brackenshire",
        published="2027-11-30")),
    Varied(".pdf", """# Local child safeguarding practice review: Child Wren
Marlock Safeguarding Children Partnership
Independent reviewer: Ann Rook. Published 3 February 2025.""", _facts(
        "Local child safeguarding practice review: Child Wren",
        "Marlock Safeguarding Children Partnership", REVIEW, "Marlock",
        published="2025-02-03")),
    Varied(".docx", """# Annual report 2029 to 2030
Wexholme Safeguarding Children Partnership
Published October 2030""", _facts(
        "Annual report 2029 to 2030", "Wexholme Safeguarding Children Partnership", REVIEW,
        "Wexholme", published="2030-10-01")),
    Varied(".md", """# Elective home education policy
*Peverell County Council, Children, Families and Learning*
Approved by Cabinet on 6 March 2028. Review due: March 2030.""", _facts(
        "Elective home education policy", "Peverell County Council", LOCAL, "Peverell",
        published="2028-03-06")),
    Varied(".docx", """LONDON BOROUGH OF STANWICK
# Education safeguarding forum
Minutes of the meeting held on 14 May 2026
Present: Ann Rook (chair), Ali Peel (police), the designated doctor
Apologies: Housing""", _facts(
        "Education safeguarding forum", "London Borough of Stanwick", Kind.OTHER, "Stanwick",
        published="2026-05-14")),
    Varied(".html", """# MACE steering group: notes of the meeting
Thursday 6 November 2025, 2pm to 3.40pm, Room 3
Port Lune Safeguarding Children Partnership
Here: DCI Rook (chair), Ali Peel
# Last time’s actions
- Ann has set up the mailbox.""", _facts(
        "MACE steering group: notes of the meeting", "Port Lune Safeguarding Children Partnership",
        Kind.OTHER, "Port Lune", published="2025-11-06")),
    Varied(".pdf", """# Terms of reference of the quality assurance group
Thornwick and Sallowby Safeguarding Children Partnership
Agreed: 1 August 2029
The group meets every quarter and is chaired by the Department for Education’s adviser.""", _facts(
        "Terms of reference of the quality assurance group",
        "Thornwick and Sallowby Safeguarding Children Partnership", LOCAL,
        "Thornwick and Sallowby", published="2029-08-01")),
    Varied(".docx", """# When a baby has a bruise: practice standard
NHS Fenwold and Marlock Integrated Care Board
Date of issue: 21 February 2030""", _facts(
        "When a baby has a bruise: practice standard",
        "NHS Fenwold and Marlock Integrated Care Board", LOCAL, "Fenwold and Marlock",
        published="2030-02-21")),
    Varied(".html", """# Seven minute briefing: missing children
Holmere Children’s Trust
December 2029
Please talk it through in your next team meeting.""", _facts(
        "Seven minute briefing: missing children", "Holmere Children’s Trust", LOCAL, "Holmere",
        published="2029-12-01")),
    Varied(".md", """# Child exploitation in Wexholme: your questions answered
Prepared for practitioners in all agencies of Wexholme. September 2028.
Wexholme has one checklist. It is filled in wherever in Wexholme a child lives.""", _facts(
        "Child exploitation in Wexholme: your questions answered", "", LOCAL, "Wexholme",
        published="2028-09-01")),
    Varied(".pdf", """# Strategy discussions
Wessendale Police
Standard operating procedure
Issued on 19 October 2027, in force from 1 November 2027""", _facts(
        "Strategy discussions", "Wessendale Police", LOCAL, "Wessendale", published="2027-10-19",
        effective_from="2027-11-01")),
)  # fmt: skip
