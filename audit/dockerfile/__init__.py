"""Read Dockerfiles: from bytes to stages, and to the commands that a build runs. Nothing is judged here.

The modules of this folder use its folders, in this order: `syntax`, `shell`, `makefile`; all use `programs`.
"""
