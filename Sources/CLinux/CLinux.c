#define _GNU_SOURCE
#include "CLinux.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <sys/stat.h>

int linux_rename_noreplace(const char *from, const char *to) {
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
}

int linux_mount_id(const char *path, uint64_t *id) {
  struct statx status;
  if (statx(AT_FDCWD, path, 0, STATX_MNT_ID, &status)) return -1;
  *id = status.stx_mask & STATX_MNT_ID
            ? status.stx_mnt_id
            : (uint64_t)status.stx_dev_major << 32 | status.stx_dev_minor;
  return 0;
}

int linux_signal_descriptor(const sigset_t *signals) {
  return signalfd(-1, signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

int linux_take_read_lease(int descriptor) {
  return fcntl(descriptor, F_SETSIG, SIGURG) ? -1 : fcntl(descriptor, F_SETLEASE, F_RDLCK);
}

int linux_release_lease(int descriptor) { return fcntl(descriptor, F_SETLEASE, F_UNLCK); }
