"""The fixed safety text of an escalation: constants, so that it needs no store and no document.

Every number stands in ``knowledge/guidance/cheshire-east-local-pathway.md`` ("In an emergency"
and "Contacts seen in public pages"); a test holds the two together.
"""

from __future__ import annotations

EMERGENCY = "999"
FRONT_DOOR = "0300 123 5012"
FRONT_DOOR_HOURS = "Monday to Thursday 8.30am-5pm; Friday 8.30am-4.30pm"
OUT_OF_HOURS = "0300 123 5022"

# Where the numbers were seen, and when that page was last reviewed: a reader must check them.
NUMBERS_SOURCE = "Cheshire East Council, early years safeguarding page"
NUMBERS_DATE = "26 February 2025"
NUMBERS_DOCUMENT = "guidance/cheshire-east-local-pathway.md"

SAFETY_STEPS = f"""\
**This may describe a child who is in danger now. Act first; read later.**

1. **If a child is in immediate danger, ring {EMERGENCY} now.** Say where the child is.
2. Stay with the child, or stay on the line with them, if it is safe for you to do so.
3. Ring children's social care. In office hours ({FRONT_DOOR_HOURS}): the front door, ChECS, \
**{FRONT_DOOR}** (option 3). At any other time: the Emergency Duty Team, **{OUT_OF_HOURS}**.
4. Tell your designated safeguarding lead or manager, but don't wait for them before you ring.
5. Don't wait for this tool. It is a computer program, and nobody watches these messages.

*Numbers: {NUMBERS_SOURCE}, last reviewed {NUMBERS_DATE}. Check that they are still current. \
They cover Cheshire East; elsewhere, ring {EMERGENCY} or the local council.*"""
