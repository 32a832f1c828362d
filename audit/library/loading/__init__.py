"""Read recorded runs from output folders, published addresses and histories."""
