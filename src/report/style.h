/* How people want it: the width of their terminal, colour or not. Colour never says anything alone. */
#ifndef REPORT_STYLE_H
#define REPORT_STYLE_H

#include <stdbool.h>
#include <stddef.h>

#define STYLE_WIDTH 80
#define STYLE_NARROWEST 40

struct style {
    size_t width; /* columns; 0: STYLE_WIDTH */
    bool colour;
};

#define PAINT_BOLD "\033[1m"
#define PAINT_RED "\033[31m"
#define PAINT_GREEN "\033[32m"
#define PAINT_YELLOW "\033[33m"
#define PAINT_BLUE "\033[34m"
#define PAINT_MAGENTA "\033[35m"
#define PAINT_CYAN "\033[36m"
#define PAINT_DIM "\033[2m"
#define PAINT_OFF "\033[0m"

static inline size_t style_width(const struct style *s)
{
    size_t width = s == NULL || s->width == 0 ? STYLE_WIDTH : s->width;
    return width < STYLE_NARROWEST ? STYLE_NARROWEST : width;
}

/* The paint if colour is wanted, else nothing. */
static inline const char *style_paint(const struct style *s, const char *paint)
{
    return s != NULL && s->colour ? paint : "";
}

#endif
