"""A worker's case from intake to resolution."""
