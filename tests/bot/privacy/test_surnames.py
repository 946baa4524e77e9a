"""A family name that no list holds is told by what stands around it; a thing's name is left."""

import pytest

from bot.privacy.masking import mask


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("visited the Hargreaves this morning, the twins were asleep", "Hargreaves"),
        ("we saw the Okonjos on Tuesday, when is the next visit due", "Okonjos"),
        ("removed the Wetherells' youngest on Friday, when is court", "Wetherells"),
        ("the Siddalls are moving to Wales, transfer conference?", "Siddalls"),
        ("working with the Mahmoodis for a year, can we close", "Mahmoodis"),
        ("spoke to Haverthwaite about contact, he was rude", "Haverthwaite"),
        ("rang Pickersgill twice, no answer, what next", "Pickersgill"),
        ("I visited Hollingdale at home today and she seemed low", "Hollingdale"),
        ("PC Entwhistle attended and took photos", "Entwhistle"),
        ("Dr Olawale examined the baby, no report yet", "Olawale"),
        ("her teacher Cattermole wrote it down", "Cattermole"),
        ("Social worker Thistlewood is off sick, who signs", "Thistlewood"),
        ("the headteacher, Dunkerley, will not share the file", "Dunkerley"),
        ("their lodger Grimshaw is on bail", "Grimshaw"),
        ("the case of young Ormerod worries me", "Ormerod"),
        ("the grandmother, Szczepanska, will have them", "Szczepanska"),
    ],
)
def test_a_family_name_by_itself_is_masked(message: str, name: str) -> None:
    assert mask(message).text == message.replace(name, "[name]")


@pytest.mark.parametrize(
    "message",
    [
        "Is Gillick competence the same as Fraser guidelines?",
        "what did the Hargreaves Review recommend",
        "the Bichard inquiry and the Merton judgment",
        "the Victoria Climbié case",
        "we visited Alsager and Winsford on Monday",
        "visited Styal with the learning group",
        "visited the Lakes with the residents",
        "visited the Harbour Centre",
        "rang the Samaritans, what else",
        "spoke to Childline last week",
        "saw the Guidelines on FGM",
        "saw Working Together 2026",
        "met the Guardian in court",
        "Teacher Standards and the Teachers' Pensions",
        "foster carer Handbook",
        "Dr Barnardo founded it",
        "seeing the Traveller families in Sandbach",
        "the Regulations say so",
    ],
)
def test_the_name_of_a_law_a_review_or_a_place_is_left(message: str) -> None:
    assert mask(message).text == message
