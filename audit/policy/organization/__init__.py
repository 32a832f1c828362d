"""The organisation's file: repositories, enumeration, waivers."""
