"""Self-assessment of practices on five levels, and who stands where: river and stairs."""
