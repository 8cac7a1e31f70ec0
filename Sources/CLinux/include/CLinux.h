#ifndef CLINUX_H
#define CLINUX_H

// What Linux has and Swift's Glibc does not show, as it needs _GNU_SOURCE.

#include <signal.h>
#include <stdint.h>

// renameat2(2) with RENAME_NOREPLACE: 0, or -1 with errno, EEXIST where there is another file.
int linux_rename_noreplace(const char *from, const char *to);

// statx(2): which mount a file is on; before Linux 5.8, which device. 0, or -1 with errno.
int linux_mount_id(const char *path, uint64_t *id);

// signalfd(2): a descriptor that is readable when one of the blocked signals has come; or -1 with errno.
int linux_signal_descriptor(const sigset_t *signals);

// fcntl(2) with F_SETLEASE: while a read lease is held, nobody can open the file for writing; EAGAIN where
// somebody has it open so. Whoever tries is made to wait, and the holder gets SIGURG, which is ignored
// unless handled. 0, or -1 with errno.
int linux_take_read_lease(int descriptor);
int linux_release_lease(int descriptor);

#endif
