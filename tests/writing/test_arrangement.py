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
    "notice": "Breaking it is no offence, because the notice has no legal force.",
    "harder": "Deaf children may find it harder to ask, which can make them more open to pressure.",
    "changes": "If the picture changes, hold a meeting, so that the decision is looked at again.",
    "unlawful": "Sending a child home is unlawful even if the parents agree.",
    "prefer": "Prefer 'is being harmed' to 'is choosing', and 'was found' to 'was caught'.",
    "tells": "The head must tell the nurse if there is one, and the clerk if the child is ill.",
    "grounds": "Conclusive grounds decision: once 30 days have passed since the reasonable grounds"
    " decision.",
    "weaker": "The work is weak and is held back by the absence of a trained chair.",
    "moving": "Inspectors list moving drugs, money or weapons, and laundering it through a bank.",
    "asks": "Any nurse, backed by a manager, can ask for a meeting. Social care decides.",
    "label": "Away without permission: the child is known to be safe, but the carer is worried.",
    "reason": "The council was rated weak, because of services for care leavers.",
    "push": "Push factors drive a child away, such as debt, abuse or theft. Pull factors draw a"
    " child elsewhere.",
    "sent": "The doctor, if asked, should send the signed form to the desk by 5 May 2031.",
    "high": "Despite high caseloads, staff make strenuous efforts to help families.",
    "orders against": "The plan was to make orders against adults who hurt children.",
    "exams": "The doctor gives advice and arranges examinations when abuse is suspected.",
    "agreement": "A written agreement is not enough to keep a child safe.",
    "floor": "Some tools add floors: the 2031 tool said that any high score must be a sign.",
}

GROUNDS = (
    "The reasonable grounds decision: once 30 days passed since the conclusive grounds decision."
)


def fault(name: str, says: str) -> str:
    nowhere: frozenset[str] = frozenset()
    bases = [
        as_basis(one, "", "", nowhere, nowhere, is_rule=True, is_seen=False, is_row=False,
                 place=("passage", number, 0))
        for number, one in enumerate(SENTENCES[name].split(". "))
    ]  # fmt: skip
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
        # what causes a thing is told as what it causes, what is a condition as what follows
        ("notice", "The notice has no legal force because breaking it is no offence."),
        ("harder", "Deaf children may be more open to pressure, which can make it harder to ask."),
        (
            "changes",
            "If the decision is looked at again, hold a meeting, so that the picture changes.",
        ),
        ("unlawful", "Sending a child home is unlawful unless the parents agree."),
        # what belongs to one item is told of another
        ("prefer", "Prefer 'is being harmed' to 'was found', and 'is choosing' to 'was caught'."),
        (
            "tells",
            "The head must tell the clerk if there is one, and the nurse if the child is ill.",
        ),
        ("grounds", GROUNDS),
        ("asks", "Any nurse, backed by social care, can ask for a meeting, and a manager decides."),
        # each of two sentences tells half of it, or one is made the reason of the other
        ("push", "Pull factors, such as debt, abuse or theft, drive a child away."),
        ("push", "Push factors drive a child away because pull factors draw a child elsewhere."),
        # it is so in spite of it; whom it is against is left out; so is when it holds
        ("high", "Staff make strenuous efforts to help families because caseloads are high."),
        ("orders against", "The plan was to make orders against children who are hurt."),
        ("exams", "The doctor arranges examinations."),
        ("sent", "The signed form should be sent by the desk to the doctor by 5 May 2031."),
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
        ("notice", "Because the notice has no legal force, breaking it is no offence."),
        ("unlawful", "Even if the parents agree, sending a child home is unlawful."),
        ("tells", "The head must tell the clerk if the child is ill."),
        ("weaker", "The work is weak, and the absence of a trained chair holds it back."),
        ("moving", "Inspectors list laundering it through a bank."),
        ("asks", "Any nurse who is backed by a manager can ask for one, and social care decides."),
        ("label", "Away without permission means that the child is known to be safe."),
        ("lose", "Out of school, pupils lose protection and become more vulnerable."),
        ("push", "Push factors, such as debt, abuse or theft, drive a child away."),
        ("sent", "If asked, the signed form should be sent by the doctor to the desk."),
        ("agreement", "To keep a child safe, a written agreement is not enough."),
        ("floor", "The 2031 tool said that any high score must be a sign."),
        ("reason", "Services for care leavers were the reason that the council was rated weak."),
    ],
)  # fmt: skip
def test_what_is_put_together_alike_is_shown(name: str, says: str) -> None:
    assert fault(name, says) == ""
