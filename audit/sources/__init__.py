"""Read repositories: list them, open them, find their Dockerfiles, and keep clones and facts between runs.

Order: git, github, cache, repository, enumeration, then the modules of this folder.
"""
