"""Tables whose cells are marks (●, √, 牵头): units as columns or as rows, and what the marks stand for."""
