/* Any bytes as a road over a small regime: road_load answers with a road or with diagnostics, in bounded memory. A road that loads is asked
 * about two deals in all its stages, by both evaluators, which must agree; then it is explored, up to a number of states, and checked.
 */
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "plan/explore.h"
#include "plan/road.h"
#include "plan/road_check.h"
#include "prop/small_law.h"

#define FUZZ_STATES 2000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    jmp_buf full;
    arena_init(&a, FUZZ_MEMORY);
    a.full = &full;
    if (setjmp(full) == 0) { /* a road adds its licences to the regime: a new one for each */
        struct source sources[2] = {{STR("words.reg"), fuzz_words()}, {STR("law.reg"), fuzz_small_law()}};
        struct source road = {STR("fuzz.road"), str_of((const char *)data, size)};
        struct diags diags;
        diags_init(&diags, &a);
        struct regime *g = regime_load(&a, &diags, sources, 2);
        if (diags.errors != 0) {
            abort();
        }
        struct road *r = road_load(&a, &diags, g, &road);
        fuzz_check_diags(&diags);
        if (diags.errors == 0) {
            struct overlay o = road_overlay(&a, r);
            const int *days = road_days(&a, r);
            if (o.lanes > MAX_LANES || days == NULL) {
                abort();
            }
            fuzz_ask(&a, g, &o);
            const struct explored *few = explore(&a, r, FUZZ_STATES);
            if (few->states > FUZZ_STATES) {
                abort();
            }
            if (few->all) { /* else the check would walk a million states */
                road_check(&a, g, r, NULL);
            }
        }
    }
    arena_release(&a);
    return 0;
}
