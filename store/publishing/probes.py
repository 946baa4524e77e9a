"""Fixed questions that every generation is tried with before it is published.

Their vectors are stored beside the generation's own, so that the audit needs no model.
They cover the subjects of the knowledge base and the ways staff type; the audit compares
Chroma's neighbours with exact search, so any set of real questions serves.
"""

PROBES = (
    "what did inspectors find about the front door",
    "how quickly must a strategy discussion be held",
    "who has to attend a strategy meeting",
    "when do I make a referral to children's social care",
    "what are the areas for priority action",
    "signs that a child is being criminally exploited",
    "what is county lines",
    "child missing from home, what do we do",
    "return home interview within 72 hours",
    "how is information shared between police and health",
    "what happens in the emergency department when a child has an injury",
    "who is responsible for the written statement of action",
    "national referral mechanism and consent",
    "section 45 defence for a young person",
    "how should I record the child's voice",
    "supervision of social workers by their managers",
    "how do I escalate a professional disagreement",
    "does my pupil with autism need a different approach",
    "what orders can the police use to disrupt exploitation",
    "phone number out of hours",
)
