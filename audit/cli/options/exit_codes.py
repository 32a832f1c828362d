"""Exit codes of the commands: a gate failed, wrong input, nothing could be audited, internal error."""

GATE, USER, NOTHING, INTERNAL = 1, 2, 3, 4
INTERRUPTED = 130
