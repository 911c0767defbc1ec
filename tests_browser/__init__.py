"""Tests with a real browser (make test-browser); not part of make test."""
