"""What the user writes: schema, units, loading, composing, errors."""
