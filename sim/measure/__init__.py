"""Every KPI, defined once, from the record of a replication."""
