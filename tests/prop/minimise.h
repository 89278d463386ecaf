/* Makes a deal that fails smaller: keys, parties, lines and list entries are dropped while it still fails. */
#ifndef PROP_MINIMISE_H
#define PROP_MINIMISE_H

#include <jansson.h>
#include <stdbool.h>

/* `fails` says whether a deal still does; it must not print. The deal is changed in place. */
void minimise(json_t *deal, bool (*fails)(const json_t *deal, void *context), void *context);

#endif
