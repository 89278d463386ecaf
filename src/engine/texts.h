/* The texts of a regime: from a folder, or from what is embedded. */
#ifndef ENGINE_TEXTS_H
#define ENGINE_TEXTS_H

#include "base/diag.h"

#define TEXTS_FILES 2000

struct texts {
    VEC(struct source) list;
};

enum texts_status { TEXTS_OK, TEXTS_NOT_FOUND, TEXTS_UNREADABLE, TEXTS_TOO_MANY };

/* Every `.reg` file below the folder and below the folders it includes (`include "../vocabulary"` in its regime block). *ret_what: the path that
 * could not be read. */
enum texts_status texts_folder(struct arena *a, const char *folder, struct texts *ret, struct str *ret_what);
/* The same from the embedded files: "dprk" is "regimes/dprk/". */
enum texts_status texts_embedded(struct arena *a, const char *name, struct texts *ret, struct str *ret_what);
/* A whole file. */
enum texts_status texts_file(struct arena *a, const char *path, struct str *ret);
/* A road that is built in, by its name: "jin-2025". */
bool texts_embedded_road(const char *name, struct str *ret);
bool texts_is_folder(const char *path);

#endif
