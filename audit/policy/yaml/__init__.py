"""The door to YAML: safe loading, typed configuration documents, nodes that know their lines."""
