"""List an organisation's repositories through PyGithub (the door to GitHub). Order: token, retry, fault, client."""
