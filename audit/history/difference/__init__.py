"""Compare two recorded runs, and find the cause of each change.

Order: pairing, attribution, finding_changes, added_removed, difference.
"""
