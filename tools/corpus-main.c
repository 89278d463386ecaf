/* Runs a fuzz target once over every file of a folder: the corpus as a plain test, with any compiler. Sums up in cmocka's words. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return alphasort(a, b);
}

static int visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* The bytes are copied to a block of exactly their size, so that the sanitizers see a read past the end. */
static int run(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        return 1;
    }
    int failed = 1;
    uint8_t *data = NULL;
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    if (size >= 0 && fseek(file, 0, SEEK_SET) == 0) {
        data = malloc(size > 0 ? (size_t)size : 1);
        if (data != NULL && fread(data, 1, (size_t)size, file) == (size_t)size) {
            failed = LLVMFuzzerTestOneInput(data, (size_t)size) != 0;
        }
    }
    free(data);
    fclose(file);
    return failed;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s CORPUS\n", argc > 0 ? argv[0] : "fuzz");
        return 2;
    }
    struct dirent **entries = NULL;
    int n = scandir(argv[1], &entries, visible, by_name);
    if (n <= 0) {
        printf("no corpus in %s\n[  FAILED  ] 1 test(s).\n", argv[1]);
        return 1;
    }
    int failures = 0;
    for (int i = 0; i < n; i++) {
        char path[4096];
        int length = snprintf(path, sizeof path, "%s/%s", argv[1], entries[i]->d_name);
        /* Out before the run: when the target crashes, the last line names the culprit. */
        printf("%s\n", entries[i]->d_name);
        fflush(stdout);
        failures += length < 0 || (size_t)length >= sizeof path || run(path) != 0;
        free(entries[i]);
    }
    free(entries);
    printf("[  PASSED  ] %d test(s).\n[  FAILED  ] %d test(s).\n", n - failures, failures);
    return failures == 0 ? 0 : 1;
}
