/* A disk that fails, for tests: put before the C library by LD_PRELOAD, told by fail_at() which call on which path is to fail.
   Kinds: o open, r read, w write, s fsync, n rename, u unlink, t truncate. From the nth call on, or only that one. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int left = -1, once = 0, code = EIO, hits = 0;
static char kind = 0, path[256] = "";

/* From now on the call number n (0 is the next) of this kind fails with this error; gives how many failed since the last time. */
int fail_at(char k, int n, int error, int only, const char *p) {
    int was = hits;
    kind = k; left = n; code = error; once = only; hits = 0;
    strncpy(path, p, sizeof path - 1);
    return was;
}

static int fails(char k, const char *name) {
    if (left < 0 || k != kind || !name || !strstr(name, path)) return 0;
    if (left > 0) { left--; return 0; }
    if (once) left = -1;
    hits++;
    errno = code;
    return 1;
}

static int fails_on(char k, int handle) {
    char link[64], name[512];
    if (left < 0 || k != kind) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t size = readlink(link, name, sizeof name - 1);
    if (size < 0) return 0;
    name[size] = 0;
    return fails(k, name);
}

#define ON_HANDLE(type, name, args, call, k) \
    type name args { static type (*real) args; if (!real) real = dlsym(RTLD_NEXT, #name); if (fails_on(k, fd)) return -1; return real call; }
ON_HANDLE(ssize_t, write, (int fd, const void *b, size_t c), (fd, b, c), 'w')
ON_HANDLE(ssize_t, pwrite64, (int fd, const void *b, size_t c, off_t o), (fd, b, c, o), 'w')
ON_HANDLE(ssize_t, pwrite, (int fd, const void *b, size_t c, off_t o), (fd, b, c, o), 'w')
ON_HANDLE(ssize_t, read, (int fd, void *b, size_t c), (fd, b, c), 'r')
ON_HANDLE(ssize_t, pread64, (int fd, void *b, size_t c, off_t o), (fd, b, c, o), 'r')
ON_HANDLE(ssize_t, pread, (int fd, void *b, size_t c, off_t o), (fd, b, c, o), 'r')
ON_HANDLE(int, fsync, (int fd), (fd), 's')
ON_HANDLE(int, fdatasync, (int fd), (fd), 's')
ON_HANDLE(int, ftruncate64, (int fd, off_t o), (fd, o), 't')

#define OPENS(name) \
    int name(const char *p, int flags, ...) { \
        static int (*real)(const char *, int, ...); if (!real) real = dlsym(RTLD_NEXT, #name); \
        va_list rest; va_start(rest, flags); mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; va_end(rest); \
        if (fails('o', p)) return -1; return real(p, flags, mode); }
OPENS(open)
OPENS(open64)

int rename(const char *a, const char *b) {
    static int (*real)(const char *, const char *); if (!real) real = dlsym(RTLD_NEXT, "rename");
    if (fails('n', b)) return -1; return real(a, b); }
int unlink(const char *p) {
    static int (*real)(const char *); if (!real) real = dlsym(RTLD_NEXT, "unlink");
    if (fails('u', p)) return -1; return real(p); }
