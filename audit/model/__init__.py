"""Hold every value that passes from one wing to another: frozen, slotted, picklable dataclasses."""
