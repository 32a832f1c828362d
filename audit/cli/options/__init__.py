"""Options that several commands share, their completion, and the gates of a run."""
