"""The domain's questions, asked of a View: each a handful of reads, whatever the size of the graph."""
