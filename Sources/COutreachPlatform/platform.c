#define _GNU_SOURCE
#include "COutreachPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/vfs.h>
#else
#include <sys/mount.h>
#include <sys/param.h>
#endif

int outreach_syncfs(int fd) {
#ifdef __linux__
  return syncfs(fd);
#else
  /* F_FULLFSYNC also flushes the drive's cache; sync() starts the rest of the file system's writes. */
  sync();
  return fcntl(fd, F_FULLFSYNC) == -1 ? -1 : 0;
#endif
}

int outreach_reserve(int fd, size_t count) {
#ifdef __linux__
  struct stat status;
  if (fstat(fd, &status) != 0) return -1;
  if (count == 0) return ftruncate(fd, status.st_size);
  if (fallocate(fd, FALLOC_FL_KEEP_SIZE, status.st_size, (off_t)count) == 0) return 0;
  return errno == ENOSPC || errno == EDQUOT ? -1 : 0;
#else
  (void)fd;
  (void)count;
  return 0;
#endif
}

int outreach_rename_exclusive(int from_directory, const char *from, int to_directory, const char *to) {
#ifdef __linux__
  return renameat2(from_directory, from, to_directory, to, RENAME_NOREPLACE);
#else
  return renameatx_np(from_directory, from, to_directory, to, RENAME_EXCL);
#endif
}

int outreach_lease_take(int fd) {
#ifdef F_SETLEASE
  return fcntl(fd, F_SETLEASE, F_RDLCK) == -1 ? -1 : 0;
#else
  (void)fd;
  errno = ENOTSUP;
  return -1;
#endif
}

int outreach_lease_is_held(int fd) {
#ifdef F_GETLEASE
  int lease = fcntl(fd, F_GETLEASE);
  return lease == -1 ? -1 : lease == F_RDLCK;
#else
  (void)fd;
  errno = ENOTSUP;
  return -1;
#endif
}

uint64_t outreach_file_system_type(int fd) {
  struct statfs s;
  return fstatfs(fd, &s) == 0 ? (uint64_t)(unsigned long)s.f_type : 0;
}

static int pipe_ends[2] = {-1, -1};

static void write_signal(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  ssize_t written = write(pipe_ends[1], &byte, 1);
  (void)written; /* A full pipe already holds enough signals to wake the reader. */
  errno = saved;
}

const void *outreach_find(const void *bytes, size_t count, const void *wanted, size_t wanted_count) {
  return memmem(bytes, count, wanted, wanted_count);
}

int outreach_pipe(int ends[2]) {
#ifdef __linux__
  return pipe2(ends, O_CLOEXEC);
#else
  if (pipe(ends)) return -1;
  for (int i = 0; i < 2; i++) fcntl(ends[i], F_SETFD, FD_CLOEXEC);
  return 0;
#endif
}

ssize_t outreach_write_quietly(int fd, const void *bytes, size_t count) {
  /* The signal is the writing thread's own: blocked, and taken away if it was not waiting before. */
  sigset_t pipe_signal, waiting, before;
  sigemptyset(&pipe_signal);
  sigaddset(&pipe_signal, SIGPIPE);
  sigpending(&waiting);
  pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
  ssize_t written = write(fd, bytes, count);
  int saved = errno;
  if (written < 0 && saved == EPIPE && !sigismember(&waiting, SIGPIPE)) {
    int taken;
    sigpending(&waiting);
    if (sigismember(&waiting, SIGPIPE)) sigwait(&pipe_signal, &taken);
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  errno = saved;
  return written;
}

static int set_up_signals(void) {
  /* A pipe that blocks would stop whoever looks into it. */
  for (int i = 0; i < 2; i++)
    if (fcntl(pipe_ends[i], F_SETFL, O_NONBLOCK) || fcntl(pipe_ends[i], F_SETFD, FD_CLOEXEC)) return -1;
  struct sigaction ignore, handle;
  memset(&ignore, 0, sizeof ignore);
  memset(&handle, 0, sizeof handle);
  ignore.sa_handler = SIG_IGN;
  handle.sa_handler = write_signal;
  handle.sa_flags = SA_RESTART;
  if (sigaction(SIGPIPE, &ignore, NULL) || sigaction(SIGIO, &ignore, NULL) || sigaction(SIGTERM, &handle, NULL)
      || sigaction(SIGINT, &handle, NULL) || sigaction(SIGHUP, &handle, NULL))
    return -1;
  /* Some supervisors start their children with signals blocked. */
  sigset_t heard;
  sigemptyset(&heard);
  sigaddset(&heard, SIGTERM);
  sigaddset(&heard, SIGINT);
  sigaddset(&heard, SIGHUP);
  return pthread_sigmask(SIG_UNBLOCK, &heard, NULL) ? -1 : 0;
}

int outreach_signals_to_pipe(void) {
  if (pipe(pipe_ends)) return -1;
  if (!set_up_signals()) return pipe_ends[0];
  /* Nobody will look into the pipe: a signal that only wrote into it would be lost. */
  int heard[] = {SIGTERM, SIGINT, SIGHUP};
  for (int i = 0; i < 3; i++) signal(heard[i], SIG_DFL);
  for (int i = 0; i < 2; i++) close(pipe_ends[i]);
  return -1;
}
