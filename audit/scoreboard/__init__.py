"""One judgement over all repositories: facts joined, rows judged, the Scoreboard composed; scenarios from a record."""
