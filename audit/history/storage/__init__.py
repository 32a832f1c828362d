"""Store runs in the database (the door to it). Order: tables, database, insert, query, retention, export."""
