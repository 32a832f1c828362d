"""Define options that several commands share, their completion, exit codes and the gates of a run."""
