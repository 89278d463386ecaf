/* How the page looks. Two schemes of colour, of which the light one is printed; each colour of a verdict stands on its own ground with a contrast of
 * 7 to 1 or more, and beside a letter or a shape. */
#include "report/page_parts.h"

/* o open, l licensable, u undetermined, x prohibited, k nothing of these: ink and ground */
#define LIGHT                                                                                                  \
    ":root{--ink:#1c2126;--soft:#48515a;--ground:#fff;--card:#f6f7f9;--line:#cdd3da;--link:#0a4a8f;"           \
    "--oi:#0b4223;--og:#d5eedd;--li:#553d00;--lg:#fdedc2;--ui:#2c2c78;--ug:#e2e2f8;--xi:#761212;--xg:#f9d9d9;" \
    "--ki:#3d454d;--kg:#e4e8ec}\n"
#define DARK                                                                                                       \
    "@media screen and "                                                                                           \
    "(prefers-color-scheme:dark){:root{--ink:#e5e8eb;--soft:#a9b2bb;--ground:#14181c;--card:#1c2126;"              \
    "--line:#3a424b;--link:#8fc2ff;--oi:#b5ecc9;--og:#123a22;--li:#f6dc8c;--lg:#3e3100;--ui:#cfcfff;--ug:#2a2a5e;" \
    "--xi:#ffc9c9;--xg:#541a1a;--ki:#c9d1d9;--kg:#2b323a}}\n"

static const char text_css[] =
    "*{box-sizing:border-box}\n"
    "html{font:16px/1.5 system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",\"Liberation Sans\",\"DejaVu Sans\","
    "sans-serif;color:var(--ink);background:var(--ground);-webkit-text-size-adjust:100%}\n"
    "body{max-width:62rem;margin:0 auto;padding:1.5rem 1rem 4rem;overflow-wrap:anywhere}\n"
    "h1{font-size:1.75rem;line-height:1.2;margin:.1em 0 .4em}\n"
    "h2{font-size:1.3rem;line-height:1.25;margin:2.6rem 0 .7rem;padding-top:.5rem;border-top:2px solid var(--ink)}\n"
    "h3{font-size:1.05rem;line-height:1.35;margin:1.6rem 0 .4rem}\n"
    "h4{font-size:.82rem;line-height:1.3;margin:1rem 0 .2rem;color:var(--soft);text-transform:uppercase;"
    "letter-spacing:.04em}\n"
    "p{margin:.4rem 0 .8rem;max-width:48rem}\n"
    "a{color:var(--link);text-underline-offset:.15em}\n"
    "a:focus-visible,.wide:focus-visible,.picture:focus-visible{outline:3px solid var(--link);outline-offset:2px}\n"
    "code{font:.86em/1.45 ui-monospace,Menlo,Consolas,\"Liberation Mono\",\"DejaVu Sans Mono\",monospace}\n"
    ".kind,.dates,.legend,caption{color:var(--soft);font-size:.9rem}\n"
    ".kind{margin:0}\n"
    ".lead{font-size:1.1rem}\n"
    ".warn{padding:.5rem .75rem;border-left:4px solid var(--li);background:var(--lg);color:var(--li)}\n"
    ".say{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}\n"
    "nav ul,.keys{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;margin:.6rem 0;padding:0;"
    "font-size:.92rem}\n"
    "ul.tight,dd ul{margin:.2rem 0;padding-left:1.15rem}\n"
    "ul.tight>li,dd ul>li{margin:.15rem 0}\n";

static const char parts_css[] =
    ".picture,.wide{overflow-x:auto;max-width:100%}\n"
    ".wide{position:relative}\n"
    "svg{display:block;width:100%;height:auto;font-family:inherit;margin:0 auto 0 0}\n"
    "svg text{text-anchor:middle;fill:var(--ink)}\n"
    "svg .in{font-size:11px;font-weight:600}\n"
    "svg .axis{font-size:13px;font-weight:600}\n"
    "svg .gate,svg .act{font-size:12px}\n"
    "svg text.gate{fill:var(--soft)}\n"
    "svg path.gate{stroke:var(--soft);stroke-width:1.5;stroke-dasharray:3 3;fill:none}\n"
    "svg rect{stroke:var(--ground);stroke-width:1}\n"
    "svg rect.o{fill:var(--og)}svg rect.l{fill:url(#pl)}svg rect.u{fill:url(#pu)}svg rect.x{fill:var(--xg)}\n"
    "svg rect.pl{fill:var(--lg);stroke:none}svg path.pl{stroke:var(--li);stroke-opacity:.22;stroke-width:2.5}\n"
    "svg rect.pu{fill:var(--ug);stroke:none}svg circle.pu{fill:var(--ui);fill-opacity:.35}\n"
    "svg .stair{fill:none;stroke:var(--oi);stroke-width:3.5;stroke-linejoin:round}\n"
    "table{border-collapse:collapse;overflow-wrap:normal;font-size:.92rem;margin:.4rem 0 1rem}\n"
    "caption{text-align:left;padding:.2rem 0 .4rem}\n"
    "th,td{padding:.3rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}\n"
    "thead th{border-bottom:2px solid var(--ink);font-size:.85rem;vertical-align:bottom}\n"
    "tbody th{font-weight:500}\n"
    "td.n{font-variant-numeric:tabular-nums}\n"
    ".o{color:var(--oi);background:var(--og)}.l{color:var(--li);background:var(--lg)}\n"
    ".u{color:var(--ui);background:var(--ug)}.x{color:var(--xi);background:var(--xg)}\n"
    ".k{color:var(--ki);background:var(--kg)}\n"
    ".v{font-weight:700;text-align:center;font-variant-numeric:tabular-nums;white-space:nowrap}\n"
    "td.v{border:2px solid var(--ground);min-width:2.6rem}\n"
    "span.v,.status{display:inline-block;padding:0 .45em;border-radius:3px}\n"
    ".status{font-size:.85rem;font-weight:600}\n"
    ".matrix thead th:not(:first-child):not(.by):not(.oin){text-align:center}\n"
    ".matrix tbody th{overflow-wrap:anywhere;min-width:12rem}\n"
    "td.in,.oin{white-space:nowrap}\n"
    ".card{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.2rem 1rem .8rem;"
    "margin:.9rem 0;scroll-margin-top:1rem}\n"
    ".card h3{margin-top:.7rem}\n"
    ".card h3 code{font-weight:500}\n"
    "dl{margin:.3rem 0}\n"
    "dl>div{display:grid;grid-template-columns:minmax(0,8.5rem) minmax(0,1fr);gap:.1rem 1rem;padding:.3rem 0}\n"
    "dl.pairs>div{grid-template-columns:minmax(0,17rem) minmax(0,1fr);border-top:1px solid var(--line)}\n"
    "dl.pairs>div>dd{grid-column:2}\n"
    "dt{color:var(--soft)}dl.pairs>div>dt{color:inherit}\n"
    "dd{margin:0}\n"
    ".acts{list-style:none;padding:0}.acts>li{margin:.1rem 0 .7rem}\n"
    ".when{font-weight:500}\n"
    ".who{display:block;color:var(--soft);font-size:.94em}\n"
    "dd+dd{margin-top:.35rem}\n"
    ".counts td.n,.counts th.n{text-align:right}.by{font-size:.9em}\n";

static const char media_css[] =
    "@media (max-width:40rem){html{font-size:15px}body{padding:1rem .8rem 3rem}\n"
    "dl>div,dl.pairs>div{display:block}dl.pairs>div>dd,dl>div>dd{margin:.1rem 0 .2rem .8rem}\n"
    "th,td{padding:.25rem .35rem}td.v{min-width:2rem}.card{padding:.1rem .7rem .6rem}\n"
    ".matrix{font-size:.82rem}.matrix tbody th{min-width:7rem}.matrix .by{display:none}\n"
    ".counts .rest{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}\n"
    "@page{size:A4;margin:16mm 15mm}\n"
    "@media print{html{font-size:9.5pt;line-height:1.4}body{max-width:none;padding:0}nav{display:none}\n"
    "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
    "a{color:inherit;text-decoration:none}.more{display:none}p{max-width:none}.wide,.picture{overflow:visible}\n"
    "svg{max-width:120mm!important}\n"
    "h2,h3,h4,caption{break-after:avoid}tr,dl.pairs>div,li,svg{break-inside:avoid}thead{display:table-header-group}\n"
    ".card{border-width:0 0 0 2px;border-radius:0;background:none;padding:0 0 0 4mm}}\n";

void page_css(struct buf *out)
{
    buf_adds(out, "\n" LIGHT DARK);
    buf_adds(out, text_css);
    buf_adds(out, parts_css);
    buf_adds(out, media_css);
}
