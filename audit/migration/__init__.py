"""Moving an image to another base: the drafted final stage, and the component on its new base."""
