#include "CScratch.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// A file is cut into blocks. One that was written to lies in the file of changes, in the slot that the
// table names; any other is read from the file itself.
enum { BLOCK = 4096 };
// What one file may be changed by: who asks what would be takes no disk from what is.
static const int64_t most_blocks = (INT64_C(256) << 20) / BLOCK;

typedef struct {
  int64_t block; // -1: nobody's
  int64_t slot;
} entry;

typedef struct {
  sqlite3_file base;
  int64_t size;
  int64_t original_size;
  int64_t slots;
  entry *table;
  size_t room; // a power of two
  sqlite3_file *original; // NULL where there is none
  sqlite3_file *changes;
} scratch;

// Set once, before any file is opened by it.
static sqlite3_vfs *underlying;

static sqlite3_vfs *system_vfs(void) { return underlying; }

static size_t place_of(const scratch *file, int64_t block) {
  size_t at = (size_t)((uint64_t)block * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (file->room - 1);
  while (file->table[at].block != block && file->table[at].block != -1) {
    at = (at + 1) & (file->room - 1);
  }
  return at;
}

static int grow(scratch *file) {
  size_t room = file->room ? file->room * 2 : 1024;
  entry *table = sqlite3_malloc64(room * sizeof *table);
  if (!table) return SQLITE_NOMEM;
  for (size_t at = 0; at < room; at++) table[at].block = -1;
  entry *old = file->table;
  size_t count = file->room;
  file->table = table;
  file->room = room;
  for (size_t at = 0; at < count; at++) {
    if (old[at].block != -1) table[place_of(file, old[at].block)] = old[at];
  }
  sqlite3_free(old);
  return SQLITE_OK;
}

// Reads what lies before the end, and zeroes.
static int read_padded(sqlite3_file *file, void *into, int amount, int64_t offset) {
  int status = file->pMethods->xRead(file, into, amount, offset);
  return status == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : status;
}

static int read_block(scratch *file, int64_t block, char *into) {
  int64_t begin = block * BLOCK;
  if (file->room) {
    entry found = file->table[place_of(file, block)];
    if (found.block == block) return read_padded(file->changes, into, BLOCK, found.slot * BLOCK);
  }
  memset(into, 0, BLOCK);
  // What was cut off does not come back when the file grows again, and what others add is not ours.
  int64_t rest = file->original_size - begin;
  if (!file->original || rest <= 0) return SQLITE_OK;
  return read_padded(file->original, into, rest < BLOCK ? (int)rest : BLOCK, begin);
}

static int write_block(scratch *file, int64_t block, const char *bytes) {
  sqlite3_file *changes = file->changes;
  size_t at = file->room ? place_of(file, block) : 0;
  if (file->room && file->table[at].block == block) {
    return changes->pMethods->xWrite(changes, bytes, BLOCK, file->table[at].slot * BLOCK);
  }
  if (file->slots == most_blocks) return SQLITE_FULL;
  if ((size_t)file->slots * 2 >= file->room) {
    int status = grow(file);
    if (status) return status;
    at = place_of(file, block);
  }
  int status = changes->pMethods->xWrite(changes, bytes, BLOCK, file->slots * BLOCK);
  if (status) return status;
  file->table[at] = (entry){block, file->slots++};
  return SQLITE_OK;
}

static int scratch_read(sqlite3_file *base, void *into, int amount, sqlite3_int64 offset) {
  scratch *file = (scratch *)base;
  char bytes[BLOCK];
  char *to = into;
  int64_t end = offset + amount;
  for (int64_t at = offset; at < end;) {
    int64_t within = at % BLOCK;
    int64_t length = BLOCK - within < end - at ? BLOCK - within : end - at;
    int status = read_block(file, at / BLOCK, bytes);
    if (status) return status;
    memcpy(to, bytes + within, (size_t)length);
    to += length;
    at += length;
  }
  if (end <= file->size) return SQLITE_OK;
  int64_t kept = file->size > offset ? file->size - offset : 0;
  memset((char *)into + kept, 0, (size_t)(amount - kept));
  return SQLITE_IOERR_SHORT_READ;
}

static int scratch_write(sqlite3_file *base, const void *from, int amount, sqlite3_int64 offset) {
  scratch *file = (scratch *)base;
  char bytes[BLOCK];
  const char *next = from;
  int64_t end = offset + amount;
  for (int64_t at = offset; at < end;) {
    int64_t within = at % BLOCK;
    int64_t length = BLOCK - within < end - at ? BLOCK - within : end - at;
    int status = length < BLOCK ? read_block(file, at / BLOCK, bytes) : SQLITE_OK;
    if (status) return status;
    memcpy(bytes + within, next, (size_t)length);
    status = write_block(file, at / BLOCK, bytes);
    if (status) return status;
    next += length;
    at += length;
  }
  if (end > file->size) file->size = end;
  return SQLITE_OK;
}

static int scratch_truncate(sqlite3_file *base, sqlite3_int64 size) {
  scratch *file = (scratch *)base;
  if (size < file->size) {
    // The rest of the last block is cut off, too, and so is every block after it.
    char bytes[BLOCK];
    int64_t block = size / BLOCK;
    int status = read_block(file, block, bytes);
    if (!status) {
      memset(bytes + size % BLOCK, 0, (size_t)(BLOCK - size % BLOCK));
      status = write_block(file, block, bytes);
    }
    memset(bytes, 0, sizeof bytes);
    for (size_t at = 0; !status && at < file->room; at++) {
      if (file->table[at].block > block) status = write_block(file, file->table[at].block, bytes);
    }
    if (status) return status;
    if (file->original_size > size) file->original_size = size;
  }
  file->size = size;
  return SQLITE_OK;
}

static int scratch_close(sqlite3_file *base) {
  scratch *file = (scratch *)base;
  if (file->original) file->original->pMethods->xClose(file->original);
  if (file->changes) file->changes->pMethods->xClose(file->changes);
  sqlite3_free(file->original);
  sqlite3_free(file->changes);
  sqlite3_free(file->table);
  return SQLITE_OK;
}

static int scratch_size(sqlite3_file *base, sqlite3_int64 *size) {
  *size = ((scratch *)base)->size;
  return SQLITE_OK;
}

static int scratch_sync(sqlite3_file *file, int flags) {
  (void)file, (void)flags;
  return SQLITE_OK;
}

static int scratch_lock(sqlite3_file *file, int level) {
  (void)file, (void)level;
  return SQLITE_OK;
}

static int scratch_is_reserved(sqlite3_file *file, int *answer) {
  (void)file;
  *answer = 0;
  return SQLITE_OK;
}

static int scratch_control(sqlite3_file *file, int operation, void *argument) {
  (void)file, (void)operation, (void)argument;
  return SQLITE_NOTFOUND;
}

static int scratch_sector(sqlite3_file *file) {
  (void)file;
  return BLOCK;
}

static int scratch_characteristics(sqlite3_file *file) {
  (void)file;
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

// Version 1: no shared memory and no memory mapping.
static const sqlite3_io_methods methods = {
    1,
    scratch_close,
    scratch_read,
    scratch_write,
    scratch_truncate,
    scratch_sync,
    scratch_size,
    scratch_lock,
    scratch_lock,
    scratch_is_reserved,
    scratch_control,
    scratch_sector,
    scratch_characteristics,
    0, 0, 0, 0, 0, 0,
};

static int open_by_system(const char *name, int flags, sqlite3_file **opened) {
  sqlite3_vfs *system = system_vfs();
  sqlite3_file *file = sqlite3_malloc(system->szOsFile);
  if (!file) return SQLITE_NOMEM;
  memset(file, 0, (size_t)system->szOsFile);
  int status = system->xOpen(system, name, file, flags, 0);
  if (status) {
    if (file->pMethods) file->pMethods->xClose(file);
    sqlite3_free(file);
    return status;
  }
  *opened = file;
  return SQLITE_OK;
}

static int scratch_open(
    sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags, int *flags_used) {
  (void)vfs;
  sqlite3_vfs *system = system_vfs();
  int kinds = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
  // It would lie beside the file.
  if (flags & SQLITE_OPEN_SUPER_JOURNAL) return SQLITE_CANTOPEN;
  // Temporary files are nobody else's anyway.
  if (!name || !(flags & kinds)) return system->xOpen(system, name, base, flags, flags_used);
  scratch *file = (scratch *)base;
  memset(file, 0, sizeof *file);
  int exists = 0;
  int status = system->xAccess(system, name, SQLITE_ACCESS_EXISTS, &exists);
  if (flags & SQLITE_OPEN_WAL && !sqlite3_uri_boolean(sqlite3_filename_database(name), "log", 1)) {
    exists = 0;
  }
  if (!status && exists) {
    int kind = flags & kinds;
    status = open_by_system(name, kind | SQLITE_OPEN_READONLY, &file->original);
  } else if (!status && flags & SQLITE_OPEN_MAIN_DB) {
    status = SQLITE_CANTOPEN;
  }
  if (!status && file->original) {
    sqlite3_int64 size = 0;
    status = file->original->pMethods->xFileSize(file->original, &size);
    file->size = file->original_size = size;
  }
  if (!status) {
    int temporary = SQLITE_OPEN_TEMP_DB | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                    SQLITE_OPEN_EXCLUSIVE | SQLITE_OPEN_DELETEONCLOSE;
    status = open_by_system(0, temporary, &file->changes);
  }
  if (status) {
    scratch_close(base);
    return status;
  }
  file->base.pMethods = &methods;
  if (flags_used) *flags_used = flags;
  return SQLITE_OK;
}

static int scratch_delete(sqlite3_vfs *vfs, const char *name, int sync) {
  (void)vfs, (void)name, (void)sync;
  return SQLITE_OK;
}

static int scratch_access(sqlite3_vfs *vfs, const char *name, int flags, int *answer) {
  (void)vfs;
  sqlite3_vfs *system = system_vfs();
  return system->xAccess(system, name, flags, answer);
}

static int scratch_full_path(sqlite3_vfs *vfs, const char *name, int room, char *path) {
  (void)vfs;
  sqlite3_vfs *system = system_vfs();
  return system->xFullPathname(system, name, room, path);
}

static int registered = SQLITE_ERROR;

static void register_once(void) {
  static sqlite3_vfs vfs;
  registered = sqlite3_initialize();
  if (registered) return;
  underlying = sqlite3_vfs_find(0);
  if (!underlying) {
    registered = SQLITE_ERROR;
    return;
  }
  vfs = *underlying;
  vfs.pNext = 0;
  vfs.zName = "scratch";
  if (vfs.szOsFile < (int)sizeof(scratch)) vfs.szOsFile = (int)sizeof(scratch);
  vfs.xOpen = scratch_open;
  vfs.xDelete = scratch_delete;
  vfs.xAccess = scratch_access;
  vfs.xFullPathname = scratch_full_path;
  registered = sqlite3_vfs_register(&vfs, 0);
}

int scratch_register(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, register_once);
  return registered;
}

int scratch_keep_log(sqlite3 *connection) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

// The index of the log as it lies in shared memory (https://www.sqlite.org/walformat.html): how many frames
// the log has, and how many of them are in the file.
enum { INDEX_SIZE = 32768, FRAMES = 16, BACKFILLED = 96 };

// A reader of the file alone holds a lock under which nothing is written to the file; any other, one under
// which the log is not begun anew, and nothing beyond what it reads is written to the file. So as soon as
// the reader is there:
//
// - Where all frames are in the file, or there are none, the file alone is what the reader reads, or later
//   by whole transactions, and stays so. The log may be begun anew, over frames that are still in it.
// - Else what is in the log now stays there, with whatever is added.
//
// The number of frames is read last: a log that was begun anew in between has none, or whole transactions.
int scratch_needs_log(sqlite3 *connection, int *answer) {
  sqlite3_file *file = 0;
  int status = sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (status) return status;
  if (!file->pMethods || file->pMethods->iVersion < 2) return SQLITE_CANTOPEN;
  volatile void *index = 0;
  status = file->pMethods->xShmMap(file, 0, INDEX_SIZE, 0, &index);
  // Nobody writes it, and this process may not: then the reader has read the log itself, and holds it still.
  if (status == SQLITE_READONLY_CANTINIT) {
    *answer = 1;
    return SQLITE_OK;
  }
  // Shared memory that may only be read serves all the same.
  if (status && status != SQLITE_READONLY) return status;
  if (!index) return SQLITE_CANTOPEN;
  uint32_t backfilled =
      __atomic_load_n((volatile uint32_t *)((volatile char *)index + BACKFILLED), __ATOMIC_SEQ_CST);
  uint32_t frames =
      __atomic_load_n((volatile uint32_t *)((volatile char *)index + FRAMES), __ATOMIC_SEQ_CST);
  *answer = frames != 0 && frames != backfilled;
  return SQLITE_OK;
}
