"""Read the image builds of GitHub workflows: jobs, matrices, steps, actions and what they leave to one another."""
