/** How a dossier looks: the house's paper and ink, with fonts that every computer has; dark where the reader's is; printable. */
export const style = `
:root{--paper:#fbfaf7;--card:#fff;--ink:#1d1b19;--ink-2:#5f5a53;--rule:#e4dfd6;--thread:#bf1230;--mark:#bf123026;--ok:#25662a;--warn:#855400;--bad:#a50f28;--unsure:#57534c;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--paper:#181613;--card:#211f1b;--ink:#ece7dd;--ink-2:#b0a99d;--rule:#37332c;--thread:#ff6b7f;--mark:#ff6b7f33;--ok:#86c988;--warn:#e6b450;--bad:#ff8b9a;--unsure:#b0a99d}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
main{max-width:46rem;margin:0 auto;padding:2rem 1.25rem 5rem;border-left:2px solid var(--thread)}
h1,blockquote{font-family:Georgia,serif}
h1{font-size:1.75rem;line-height:1.3;margin:.5rem 0 1rem}
h2{font-size:1rem;margin:2rem 0 .5rem}
h3{font-size:.95rem;margin:1.25rem 0 .25rem}
a{color:var(--thread)}
.mast,.made,figcaption,.stance{color:var(--ink-2);font-size:.875rem}
.mast{margin:0}.made{margin:0 0 1rem}
.full{border:1px solid var(--bad);color:var(--bad);padding:.5rem .75rem;border-radius:6px}
.rating{border:1px solid currentColor;border-radius:99px;padding:.15rem .7rem}
[data-tone=ok]{color:var(--ok)}[data-tone=warn]{color:var(--warn)}[data-tone=bad]{color:var(--bad)}[data-tone=unsure]{color:var(--unsure)}
ol{padding-left:1.6rem}li{margin-bottom:1rem}
figure{margin:.25rem 0 1rem}
blockquote{margin:0 0 .35rem;padding-left:.9rem;border-left:2px solid var(--rule);font-size:1.1rem}
mark{background:var(--mark);color:inherit}
:target{outline:2px solid var(--thread);outline-offset:3px}
code{font:.8rem ui-monospace,monospace;overflow-wrap:anywhere}
.url{overflow-wrap:anywhere;display:block}
article{border-top:1px solid var(--rule)}
summary{cursor:pointer}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:1rem/1.6 Georgia,serif;background:var(--card);border:1px solid var(--rule);border-radius:6px;padding:1rem}
#result{font-weight:600}#result[data-ok=true]{color:var(--ok)}#result[data-ok=false]{color:var(--bad)}
#checks{list-style:none;padding:0;font-size:.875rem}#checks li{margin:0 0 .25rem;overflow-wrap:anywhere}#checks [data-ok=false]{color:var(--bad);font-weight:600}
@media print{main{border:0;max-width:none;padding:0}a{color:inherit}}
`;
