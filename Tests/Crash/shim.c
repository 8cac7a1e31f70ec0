// Preloaded into slacreditd by run.sh: numbers every call that changes a file below a directory,
// and makes one of them fail, or the process die there. It also stops the clock.
//
//   CRASH_BELOW  the directory; calls on other files pass unnumbered
//   CRASH_TRACE  where to append a line for each call: its number, its name, its files
//   CRASH_AT     the number of the call that is disturbed; none when not given
//   CRASH_WAY    kill  SIGKILL right before the call
//                torn  half of the bytes are written, then SIGKILL
//                EIO, ENOSPC, EINTR  the call fails with it, once
//                EROFS  this call and all after it fail with it: a disk that became read-only
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

// --- Numbering

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static const char *below, *way;
static long disturbed, number;
static int trace = -1;

__attribute__((constructor)) static void prepare(void) {
  const char *at = getenv("CRASH_AT"), *path = getenv("CRASH_TRACE");
  below = getenv("CRASH_BELOW");
  way = getenv("CRASH_WAY");
  if (at) disturbed = atol(at);
  int flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC;
  if (path) trace = syscall(SYS_openat, AT_FDCWD, path, flags, 0644);
}

static void die(void) {
  for (;;) kill(getpid(), SIGKILL);
}

// Where a file lies within the directory; NULL when it lies elsewhere.
static const char *within(const char *path) {
  size_t length = below ? strlen(below) : 0;
  if (!length || !path || strncmp(path, below, length) || path[length] != '/') return NULL;
  return path + length + 1;
}

static const char *named(int descriptor, char *buffer) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, buffer, PATH_MAX - 1);
  buffer[length < 0 ? 0 : length] = 0;
  return buffer;
}

// What becomes of a call: 0 it passes, -1 it is torn, else the error it fails with.
static int judge(const char *call, const char *path, const char *other) {
  path = within(path);
  if (!path) return 0;
  int verdict = 0;
  pthread_mutex_lock(&mutex);
  long n = ++number;
  if (trace >= 0) {
    char line[2 * PATH_MAX + 64];
    const char *target = within(other);
    int length = snprintf(
        line, sizeof line, "%ld\t%s\t%s\t%s\n", n, call, path, target ? target : "");
    syscall(SYS_write, trace, line, length);
  }
  if (way && !strcmp(way, "EROFS") && disturbed && n >= disturbed) verdict = EROFS;
  if (way && n == disturbed) {
    if (!strcmp(way, "kill")) die();
    if (!strcmp(way, "torn")) verdict = -1;
    if (!strcmp(way, "EIO")) verdict = EIO;
    if (!strcmp(way, "ENOSPC")) verdict = ENOSPC;
    if (!strcmp(way, "EINTR")) verdict = EINTR;
  }
  pthread_mutex_unlock(&mutex);
  return verdict;
}

static int judge_descriptor(const char *call, int descriptor) {
  char buffer[PATH_MAX];
  return judge(call, named(descriptor, buffer), NULL);
}

// --- The calls

// The call as libc has it.
#define REAL(call)                                                      \
  ({                                                                    \
    static __typeof__(&call) real;                                      \
    if (!real) real = (__typeof__(&call))dlsym(RTLD_NEXT, #call);       \
    real;                                                               \
  })

// CALL(name, (parameters), (arguments), verdict): fails as the verdict says, else calls the real.
#define CALL(name, parameters, arguments, verdict) \
  int name parameters {                            \
    int error = verdict;                           \
    if (error) return errno = error, -1;           \
    return REAL(name) arguments;                   \
  }

CALL(fsync, (int d), (d), judge_descriptor("fsync", d))
CALL(fdatasync, (int d), (d), judge_descriptor("fdatasync", d))
CALL(ftruncate, (int d, off_t n), (d, n), judge_descriptor("ftruncate", d))
CALL(ftruncate64, (int d, off64_t n), (d, n), judge_descriptor("ftruncate", d))
CALL(truncate, (const char *p, off_t n), (p, n), judge("truncate", p, NULL))
CALL(fallocate, (int d, int m, off_t o, off_t n), (d, m, o, n), judge_descriptor("fallocate", d))
CALL(fallocate64, (int d, int m, off64_t o, off64_t n), (d, m, o, n),
     judge_descriptor("fallocate", d))
CALL(fchmod, (int d, mode_t m), (d, m), judge_descriptor("fchmod", d))
CALL(fchown, (int d, uid_t u, gid_t g), (d, u, g), judge_descriptor("fchown", d))
CALL(futimens, (int d, const struct timespec t[2]), (d, t), judge_descriptor("futimens", d))
CALL(chmod, (const char *p, mode_t m), (p, m), judge("chmod", p, NULL))
CALL(chown, (const char *p, uid_t u, gid_t g), (p, u, g), judge("chown", p, NULL))
CALL(mkdir, (const char *p, mode_t m), (p, m), judge("mkdir", p, NULL))
CALL(rmdir, (const char *p), (p), judge("rmdir", p, NULL))
CALL(unlink, (const char *p), (p), judge("unlink", p, NULL))
CALL(unlinkat, (int d, const char *p, int f), (d, p, f), judge("unlink", p, NULL))
CALL(rename, (const char *p, const char *q), (p, q), judge("rename", p, q))
CALL(renameat, (int d, const char *p, int e, const char *q), (d, p, e, q), judge("rename", p, q))
CALL(renameat2, (int d, const char *p, int e, const char *q, unsigned f), (d, p, e, q, f),
     judge("rename", p, q))
CALL(link, (const char *p, const char *q), (p, q), judge("link", p, q))
CALL(symlink, (const char *p, const char *q), (p, q), judge("symlink", q, NULL))

// These give back the error instead of setting it.
int posix_fallocate(int d, off_t o, off_t n) {
  int error = judge_descriptor("fallocate", d);
  return error ? error : REAL(posix_fallocate)(d, o, n);
}

// WRITE: the same, but half of the bytes can be written before the end.
#define WRITE(name, parameters, arguments, half, call) \
  ssize_t name parameters {                            \
    int error = judge_descriptor(call, d);             \
    if (error < 0) {                                   \
      REAL(name) half;                                 \
      die();                                           \
    }                                                  \
    if (error) return errno = error, -1;               \
    return REAL(name) arguments;                       \
  }

WRITE(write, (int d, const void *b, size_t n), (d, b, n), (d, b, n / 2), "write")
WRITE(pwrite, (int d, const void *b, size_t n, off_t o), (d, b, n, o), (d, b, n / 2, o), "pwrite")
WRITE(pwrite64, (int d, const void *b, size_t n, off64_t o), (d, b, n, o), (d, b, n / 2, o),
      "pwrite")
WRITE(writev, (int d, const struct iovec *v, int n), (d, v, n), (d, v, n / 2), "writev")

// Opening counts when it may create or change: "create" when the file is not there yet.
#define OPEN(name)                                                               \
  int name(const char *path, int flags, ...) {                                   \
    mode_t mode = 0;                                                             \
    if (flags & O_CREAT) {                                                       \
      va_list rest;                                                              \
      va_start(rest, flags);                                                     \
      mode = va_arg(rest, mode_t);                                               \
      va_end(rest);                                                              \
    }                                                                            \
    if (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) {                       \
      int error = judge(access(path, F_OK) ? "create" : "open", path, NULL);     \
      if (error) return errno = error, -1;                                       \
    }                                                                            \
    return REAL(name)(path, flags, mode);                                        \
  }

OPEN(open)
OPEN(open64)

// --- The clock: 10 May 2026, noon at +09:00

static const time_t noon = 1778382000;

int clock_gettime(clockid_t clock, struct timespec *now) {
  if (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE) {
    return REAL(clock_gettime)(clock, now);
  }
  *now = (struct timespec){.tv_sec = noon};
  return 0;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  (void)zone;
  *now = (struct timeval){.tv_sec = noon};
  return 0;
}

time_t time(time_t *now) {
  if (now) *now = noon;
  return noon;
}
