"""What a row of the page opens to."""
