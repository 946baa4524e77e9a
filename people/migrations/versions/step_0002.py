"""What people made of the answers, kept here where several replicas share these records."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make its tables."""
    op.create_table(
        "facts",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "ratings",
        sa.Column("receipt", sa.Text, primary_key=True),
        sa.Column("rated", sa.Text, nullable=False),
        sa.Column("question_hash", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("generation", sa.Text, nullable=False),
        sa.Column("settings", sa.Text, nullable=False),
        sa.Column("passages", sa.Text, nullable=False),
        sa.Column("helpful", sa.Integer, nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
    )
    op.create_table(
        "declined",
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("theme", sa.Text, nullable=False),
        sa.Column("generation", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
    )
