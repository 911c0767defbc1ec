"""A rule-based guided assistant about trigger factors in radicalisation processes."""

__version__ = "0.1.0"
