"""Read kustomizations, and what they apply in the end. Order: replacements, kustomization, kustomize_build."""
