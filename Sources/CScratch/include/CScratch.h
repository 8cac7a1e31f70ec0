#ifndef CSCRATCH_H
#define CSCRATCH_H

#include <sqlite3.h>

/// Registers the SQLite VFS "scratch" (https://www.sqlite.org/vfs.html): a database opened by it is read
/// from its file and its write-ahead log, neither of which is ever changed or locked; what is written stays
/// in temporary files and is gone when the database is closed.
///
/// Both have to hold still meanwhile: another connection keeps a read transaction open. The parameter `log`
/// says whether the log is read, as `scratch_needs_log` tells. `PRAGMA locking_mode = EXCLUSIVE` comes first:
/// there is no shared memory.
///
/// Returns an SQLite result code.
int scratch_register(void);

/// Has a connection by it leave its log as it is when it is closed.
///
/// Returns an SQLite result code.
int scratch_keep_log(sqlite3 *connection);

/// Whether a part of what a connection reads, in the read transaction that it has open, is in the log and not
/// yet in the file.
///
/// Returns an SQLite result code.
int scratch_needs_log(sqlite3 *connection, int *answer);

#endif
