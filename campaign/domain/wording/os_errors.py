"""What the operating system refuses, in words that end a sentence."""

from __future__ import annotations

import errno

from campaign.errors import Phrase
from campaign.locale import N_

_PHRASES = {
    errno.ENOENT: N_("it is not there"),
    errno.ENOTDIR: N_("it is not there"),
    errno.EEXIST: N_("there is a file of that name"),
    errno.EACCES: N_("the program's user has no right to it"),
    errno.EPERM: N_("the program's user has no right to it"),
    errno.EROFS: N_("the disk is read-only"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk space allowed to the program's user is used up"),
    errno.EFBIG: N_("the disk takes no file as large as this"),
    errno.EIO: N_("the disk reports an error"),
    errno.EBUSY: N_("another program holds it"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENAMETOOLONG: N_("its name is too long"),
}


def os_words(problem: OSError) -> Phrase:
    """Why something could not be read or written; the system's own words where it is none of the usual reasons."""
    return Phrase(_PHRASES.get(problem.errno or 0) or problem.strerror or str(problem))
