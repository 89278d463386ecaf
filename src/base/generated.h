/* Tables that the build makes: the shipped law and roadmaps (tools/embed), the ISO codes (tools/gen-iso). All sorted by bytes, so
 * that bsearch works.
 */
#ifndef BASE_GENERATED_H
#define BASE_GENERATED_H

#include <stddef.h>

/* One file of regimes/ or roads/, named as in the tree: "regimes/dprk/un/coal.reg". */
struct embedded_file {
    const char *name;
    const unsigned char *data; /* a NUL follows the last byte; it is not counted */
    size_t size;
};

extern const struct embedded_file embedded_files[];
extern const size_t embedded_count;

/* ISO 3166-1: two capitals and the common name in English. */
struct iso_country {
    const char code[3];
    const char *name;
};

extern const struct iso_country iso_countries[];
extern const size_t iso_country_count;

/* ISO 4217: three capitals and the name in English. */
struct iso_currency {
    const char code[4];
    const char *name;
};

extern const struct iso_currency iso_currencies[];
extern const size_t iso_currency_count;

#endif
