"""From everyday words to proposed observations. A finder, never a judge: the user confirms each proposal."""
