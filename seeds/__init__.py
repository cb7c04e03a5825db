"""Data that a fresh store is filled with: plans of our own wording and registers of departments."""
