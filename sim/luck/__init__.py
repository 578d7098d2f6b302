"""Every random number of a run, named and keyed by what it is for."""
