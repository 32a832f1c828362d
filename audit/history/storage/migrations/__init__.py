"""How the tables came to be, one step a module; alembic runs those that a database has not seen yet."""
