"""What happens to people: the payroll, the rota, learning, leaving and hiring, as SimPy processes."""
