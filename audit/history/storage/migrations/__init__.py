"""Migrate the tables step by step, a module a step; alembic runs the steps that a database has not run yet."""
