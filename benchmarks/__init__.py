"""What the assistant costs, as ratios to its budgets. `python -m benchmarks` measures everything and writes docs/benchmarks.md."""
