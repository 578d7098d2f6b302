"""What tests need to make things go wrong."""

import ctypes
import os
import resource
from contextlib import contextmanager

import pytest

BYPASS_PERMISSIONS = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
VERSION_3 = 0x20080522  # of Linux's capabilities


@pytest.fixture
def permissions_count():
    """Permissions of files bind whoever runs the test, the administrator of a Linux container, too."""
    if os.name != "posix":
        pytest.skip("permissions as POSIX has them")
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None)
    header, now = (ctypes.c_uint32 * 2)(VERSION_3, 0), (ctypes.c_uint32 * 6)()
    if not hasattr(libc, "capget") or libc.capget(header, now) != 0:
        pytest.skip("the administrator can write everywhere")
    less = (ctypes.c_uint32 * 6)(*now)
    less[0] &= ~BYPASS_PERMISSIONS  # of those in effect; the permitted ones stay
    assert libc.capset(header, less) == 0
    yield
    assert libc.capset(header, now) == 0


@pytest.fixture
def full_disk():
    """A disk on which no file gets larger than so many bytes: the nearest thing that needs no disk."""

    @contextmanager
    def limited(most):
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return limited
