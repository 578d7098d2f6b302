"""What customers bring, some days at a time, before the floor sees any of it."""
