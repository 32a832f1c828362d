"""Render Helm charts with their default values.

Order: tokens, pipeline, syntax, values, functions, output, evaluate, charts, render; lines reads what is not rendered.
"""
