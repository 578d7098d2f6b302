"""What customers bring, a day at a time, before the floor sees any of it."""
