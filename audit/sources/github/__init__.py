"""The door to GitHub: which repositories an organisation has, asked through PyGithub."""
