"""Waivers and overrides, applied and checked."""
