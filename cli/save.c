/* A file that is written whole or not at all. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

static bool write_all(int fd, dt_text text)
{
    while (text.size > 0) {
        ssize_t n = write(fd, text.data, text.size);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        text.data += n;
        text.size -= (size_t)n;
    }
    return true;
}

/* A new file beside the path, with the rights that the old one has, or that a new one gets. */
static bool replace(const char *path, dt_text text, const struct stat *old)
{
    size_t n = strlen(path);
    char *beside = malloc(n + 8);
    if (beside == NULL) {
        return false;
    }
    memcpy(beside, path, n);
    memcpy(beside + n, ".XXXXXX", 8);
    int fd = mkstemp(beside);
    bool made = fd >= 0;
    mode_t mask = umask(0);
    umask(mask);
    bool done = made && fchmod(fd, old != NULL ? old->st_mode & 07777 : 0666 & ~mask) == 0 && write_all(fd, text) &&
                fsync(fd) == 0;
    done = made && close(fd) == 0 && done;
    done = done && rename(beside, path) == 0;
    if (made && !done) {
        int why = errno;
        unlink(beside);
        errno = why;
    }
    free(beside);
    return done;
}

/* A device or a pipe is written to as it stands. */
static bool write_into(const char *path, dt_text text)
{
    FILE *f = fopen(path, "wb");
    bool done = f != NULL && fwrite(text.data, 1, text.size, f) == text.size;
    return f != NULL && fclose(f) == 0 && done;
}

int cli_save(const char *path, dt_text text)
{
    struct stat old;
    char *real = realpath(path, NULL); /* of a link, the file behind it */
    const char *at = real != NULL ? real : path;
    bool there = stat(at, &old) == 0;
    errno = 0;
    bool done = there && !S_ISREG(old.st_mode) && !S_ISDIR(old.st_mode) ? write_into(at, text)
                                                                        : replace(at, text, there ? &old : NULL);
    int why = errno;
    free(real);
    if (!done) {
        char shown[200];
        cli_shown(path, shown, sizeof shown);
        fprintf(stderr, "detente: cannot write `%s`: %s\n", shown, strerror(why));
        return EXIT_USAGE;
    }
    return EXIT_OPEN;
}
