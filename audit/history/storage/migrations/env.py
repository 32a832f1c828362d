"""Run the steps in the transaction of the connection that alembic is given."""

from alembic import context

# SQLite can take tables back, which alembic does not trust it with: all steps stand in one transaction
context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
