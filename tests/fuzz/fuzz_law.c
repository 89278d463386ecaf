/* Any bytes as law, beside a vocabulary: regime_load answers with a regime or with diagnostics, in bounded memory. Law that loads is asked
 * about two deals, by both evaluators, which must agree.
 */
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "prop/small_law.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    jmp_buf full;
    arena_init(&a, FUZZ_MEMORY);
    a.full = &full;
    if (setjmp(full) == 0) {
        struct source sources[2] = {{STR("words.reg"), fuzz_words()},
                                    {STR("fuzz.reg"), str_of((const char *)data, size)}};
        struct diags diags;
        diags_init(&diags, &a);
        struct regime *g = regime_load(&a, &diags, sources, 2);
        fuzz_check_diags(&diags);
        if (diags.errors == 0) {
            fuzz_ask(&a, g, &overlay_none);
        }
    }
    arena_release(&a);
    return 0;
}
