"""What Alembic runs to bring the records up to date; ``people/records.py`` gives the connection."""

from __future__ import annotations

from alembic import context

from people.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
