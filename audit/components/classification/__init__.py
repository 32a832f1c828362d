"""Kind and language of a component, with the observations that decide them."""
