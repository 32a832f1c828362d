"""What the organisation wants: the files of `config/` as frozen, validated values."""
