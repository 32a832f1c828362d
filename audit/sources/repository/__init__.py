"""Open one repository, wherever it is kept, and read the commits of its branches.

Order: fast_import, location, opening, snapshot_reader, checkout, refs, merge_base.
"""
