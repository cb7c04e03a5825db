"""What was worked out of our own files once and is kept for the next process."""
