/* Diagnostics for machines: one object a line. */
#ifndef REPORT_DIAG_JSON_H
#define REPORT_DIAG_JSON_H

#include "base/buf.h"
#include "base/diag.h"

/* {"type":"error","code","message","file","line","column","from","to","note","help"} and a newline; keys without a value are left out. */
void diag_json(const struct diag *d, struct buf *out);
/* All that are kept, in the order of diags_text, then {"type":"summary","errors","warnings","not_shown"}. */
void diags_json(const struct diags *d, struct buf *out);

#endif
