"""What readers see: figures, tables and pages."""
