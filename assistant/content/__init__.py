"""Content packs: YAML in, checked and located values out."""
