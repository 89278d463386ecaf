/* One decision as one line of JSON (no newline at its end). The same answer gives the same bytes.
 *
 * Plain keys answer for today (stage 0). When the answer has stages, each level has a `stages` object beside them: a list with one word
 * a stage, or values with the list of stages in which they hold. Names keep the spelling of the law; keys have `_` for `-`.
 */
#ifndef REPORT_ANSWER_JSON_H
#define REPORT_ANSWER_JSON_H

#include "base/buf.h"
#include "decide/answer.h"

void answer_json(const struct answer *an, struct buf *out);

#endif
