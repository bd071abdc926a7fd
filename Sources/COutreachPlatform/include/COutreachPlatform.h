/* The libc calls and constants that Swift does not import, and the one signal handler. */
#ifndef COUTREACH_PLATFORM_H
#define COUTREACH_PLATFORM_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Makes everything written to the file system that holds `fd` durable. 0, or -1 with errno. */
int outreach_syncfs(int fd);

/* Keeps room on the disk for `count` bytes behind the file's end, whose length stays; with 0 it gives back what was kept.
   0, also where the file system cannot, or -1 with errno. */
int outreach_reserve(int fd, size_t count);

/* Renames without ever replacing: EEXIST when `to` is there. 0, or -1 with errno. */
int outreach_rename_exclusive(int from_directory, const char *from, int to_directory, const char *to);

/* Read leases: 0 granted, -1 with errno (EAGAIN while somebody has the file open for writing). */
int outreach_lease_take(int fd);

/* 1 while the lease is whole, 0 once a writer has asked for the file, -1 with errno. */
int outreach_lease_is_held(int fd);

/* The file system's magic number from statfs, 0 where it has none. */
uint64_t outreach_file_system_type(int fd);

/* Where the bytes stand for the first time; NULL if nowhere. */
const void *outreach_find(const void *bytes, size_t count, const void *wanted, size_t wanted_count);

/* A pipe of which no child inherits an end. 0, or -1 with errno. */
int outreach_pipe(int ends[2]);

/* write(2) that answers EPIPE where nobody reads any more, and sends no SIGPIPE. */
ssize_t outreach_write_quietly(int fd, const void *bytes, size_t count);

/* From now on SIGTERM, SIGINT and SIGHUP are written, one byte each, to the pipe whose reading end is
   returned (non-blocking, close-on-exec); SIGPIPE and SIGIO are ignored. -1 with errno. */
int outreach_signals_to_pipe(void);

#endif
