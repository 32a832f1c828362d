"""Text that every report shares: wording, escaping, JSON, file names."""
