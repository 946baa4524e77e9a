"""A statement puts together what its sentence puts together, in what words it may."""

from __future__ import annotations

import pytest

from writing.checks.support import as_basis, fault_of

SENTENCES = {
    "found": "When the child is found, police carry out a talk and ask what led to it.",
    "suspect": "Practitioners need to see that a suspect who is a child may be a victim.",
    "results": "Use the results of the interview in the child's plan.",
    "report": "If the child still cannot be found, report to the police.",
    "since": "The guidance has not been revised since 2018 and leaves out exploitation.",
    "number": "The night team's number is 0300 555 0199.",
    "which": "Sharing that is lawful and proportionate does not depend on consent.",
    "trusts": "Ask who the child trusts, and work through that person.",
    "group": "The core group turns the outline into a plan that all agencies share.",
    "announced": "A duty to share was announced to start in May 2031.",
    "even": "Refer even if social care already knows the family.",
    "levels": "The partnership publishes a four-level framework.",
    "list": "Police forces, local authorities, the coast guard and the border service must tell the"
    " Home Office.",
    "year": "For the 2031 theme of youth violence, inspectors chose five to seven children.",
    "job": "If you hear nothing, it is your job to follow it up.",
    "fetch": "A form that is not urgent goes to the desk.",
    "orders": "Talk to the worker and the manager. Say what worries you.",
    "lose": "Out of school, pupils lose protection and become more vulnerable.",
    "reason": "The council was rated weak, because of services for care leavers.",
}


def fault(name: str, says: str) -> str:
    nowhere: frozenset[str] = frozenset()
    bases = [
        as_basis(one, "", "", nowhere, nowhere, is_rule=True, is_seen=False, is_row=False)
        for one in SENTENCES[name].split(". ")
    ]
    return fault_of(says, bases, lambda _: nowhere)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        # each word stands in the sentence, in another place
        ("found", "When the police are found, the child carries out a talk."),
        ("suspect", "Practitioners need to see that a victim may be a suspect."),
        ("results", "Use the results of the plan in the child's interview."),
        ("report", "If the child still cannot be found, report it to the child."),
        ("since", "The guidance has not been revised since exploitation."),
        ("number", "The night team's number is 0199 555 0300."),
        ("trusts", "Ask who trusts the child, and work through that person."),
        ("group", "The core plan turns the outline into a group."),
        # which ones are meant is left out
        ("which", "Sharing does not depend on consent."),
        ("fetch", "A form goes to the desk."),
        # what was to be done is done
        ("announced", "A duty to share started in May 2031."),
        # it holds whether or not
        ("even", "Refer only if social care already knows the family."),
        ("levels", "The partnership publishes a framework of five levels."),
        (
            "year",
            "Inspectors chose five to seven children for the theme of youth violence in 2030.",
        ),
        ("job", "If you hear nothing, you must follow it up."),
        # a word that carries others stands in the place of one that says something
        ("lose", "Out of school, pupils get protection and become more vulnerable."),
    ],
)
def test_what_is_put_together_otherwise_is_refused(name: str, says: str) -> None:
    assert fault(name, says) != ""


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("found", "Police carry out a talk when the child is found."),
        ("results", "Use the interview results in the child's plan."),
        ("report", "Report to the police if the child still cannot be found."),
        ("number", "The night team's number is 0300 555 0199."),
        ("which", "Lawful and proportionate sharing does not depend on consent."),
        ("even", "Refer even if social care already knows the family."),
        ("levels", "The framework that the partnership publishes has four levels."),
        ("list", "Police forces and local authorities must tell the Home Office."),
        ("year", "Inspectors chose five to seven children in 2031."),
        ("job", "If you hear nothing, you should follow it up."),
        ("orders", "Talk to the worker and say what worries you."),
        ("lose", "Out of school, pupils lose protection and become more vulnerable."),
        ("reason", "Services for care leavers were the reason that the council was rated weak."),
    ],
)  # fmt: skip
def test_what_is_put_together_alike_is_shown(name: str, says: str) -> None:
    assert fault(name, says) == ""
