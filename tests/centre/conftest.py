import pytest


@pytest.fixture(autouse=True)
def rules_as_users_have_them(monkeypatch):
    """Written into each other, which they are not where coverage is measured: that passes for a debugger."""
    monkeypatch.setattr("sim.floor.rulebook.has_debugger", lambda: False)
