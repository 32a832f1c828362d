"""Every value that crosses a wall between wings, and nothing else: frozen, slotted, picklable."""
