"""Pages of what people decide: corrections and how far work has come."""
