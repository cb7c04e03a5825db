"""Lists over all plans: duties, measures, targets, what is due; each narrowed, sorted, taken away."""
