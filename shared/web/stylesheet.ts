/** The one stylesheet: paper and ink, one accent per theme, light and dark. No fonts or images are fetched. */
const css = `
:root {
  color-scheme: light dark;
  --paper: #faf8f3;
  --raised: #fffefc;
  --ink: #20242a;
  --soft: #5b5f66;
  --line: #e4dfd4;
  --edge: #86827a;
  --lightness: 43%;
  --chroma: .1;
  --wash-lightness: 95.5%;
  --wrong: #a8201a;
  --on-accent: #fff;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", P052, Charter, Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15171a;
    --raised: #1c1f23;
    --ink: #ece8e0;
    --soft: #a8aaab;
    --line: #303439;
    --edge: #7d8187;
    --lightness: 80%;
    --chroma: .09;
    --wash-lightness: 25%;
    --wrong: #ff9a8f;
    --on-accent: #15171a;
  }
}
:root, [class*="theme-"] {
  --accent: oklch(var(--lightness) var(--chroma) var(--hue, 205));
  --wash: oklch(var(--wash-lightness) .016 var(--hue, 205));
}
.theme-0 { --hue: 264 }
.theme-1 { --hue: 312 }
.theme-2 { --hue: 150 }
.theme-3 { --hue: 38 }
.theme-4 { --hue: 358 }
.theme-5 { --hue: 78 }
.theme-6 { --hue: 232 }
.theme-7 { --hue: 190 }

*, ::before, ::after { box-sizing: border-box }
html { background: var(--paper); color: var(--ink); font: 106.25%/1.6 var(--sans); -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem }
body { margin: 0 auto; max-width: 74rem; min-height: 100vh; padding: 0 clamp(1rem, 4vw, 2.5rem); display: flex; flex-direction: column; overflow-wrap: anywhere }
main { flex: 1; padding: clamp(1.5rem, 5vw, 3.5rem) 0 clamp(3rem, 8vw, 6rem) }
h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.15; margin: 0; text-wrap: balance }
h1 { font-size: clamp(2rem, 1.35rem + 3.2vw, 3.5rem); font-weight: 400; letter-spacing: -.02em; max-width: 22ch }
h2 { font-size: 1.5rem }
h3 { font-size: 1.2rem; line-height: 1.3; text-wrap: pretty }
p, ul, ol, dl, dd, fieldset { margin: 0; padding: 0 }
ul, ol { list-style: none }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .2em }
a:hover { text-decoration-thickness: 2px }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px }
.lead { font-size: clamp(1.1rem, 1rem + .5vw, 1.3rem); line-height: 1.5; max-width: 44ch; color: var(--soft); text-wrap: pretty }
.skip { position: absolute; left: 1rem; top: -5rem; background: var(--raised); padding: .75rem 1rem; z-index: 2 }
.skip:focus { top: .5rem }

.top, .bottom { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 2rem }
.top { padding: .75rem 0; border-bottom: 1px solid var(--line) }
.top nav, .bottom nav { display: flex; flex-wrap: wrap; gap: 0 1.5rem }
.top a, .bottom nav a { display: inline-block; padding: .6rem 0; color: var(--soft); text-decoration: none; font-size: .94rem }
.top .brand { font-family: var(--serif); font-weight: 600; color: var(--ink); font-size: 1.06rem }
.top a:hover, .bottom nav a:hover { text-decoration: underline; color: var(--ink) }
.top [aria-current] { color: var(--ink) }
.bottom { border-top: 1px solid var(--line); padding: 1.25rem 0 2rem; font-size: .94rem; color: var(--soft) }

.hero { display: grid; gap: 2rem 4rem; padding-bottom: clamp(2rem, 6vw, 4rem) }
.calendar { max-width: 22rem; font-variant-numeric: tabular-nums }
.calendar p, .calendar ol { display: grid; grid-template-columns: repeat(7, 1fr); gap: .15rem; text-align: center }
.calendar p { color: var(--soft); font-size: .82rem; padding-bottom: .25rem }
.calendar li { color: var(--soft); line-height: 2.6rem; height: 2.6rem }
.calendar a { display: block; border-radius: .4rem; background: var(--wash); color: var(--accent); font-weight: 600; text-decoration: none }
.calendar a:hover { background: var(--accent); color: var(--on-accent) }
.starts-2 { grid-column-start: 2 } .starts-3 { grid-column-start: 3 } .starts-4 { grid-column-start: 4 }
.starts-5 { grid-column-start: 5 } .starts-6 { grid-column-start: 6 } .starts-7 { grid-column-start: 7 }

.found { font-size: clamp(1.8rem, 1.35rem + 2vw, 2.5rem); padding-bottom: 1.5rem }
.filters { display: grid; gap: 1.25rem; padding-bottom: clamp(2rem, 4vw, 3rem) }
.filters > * { min-width: 0 }
.filters form { gap: .5rem }
.filters h2 { padding-top: .75rem }
.search { display: flex; flex-wrap: wrap; gap: .3rem .75rem; max-width: 40rem }
.search label, .search .hint { flex-basis: 100% }
.search input { flex: 1; width: auto; min-width: 0 }
.narrow { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr)); gap: 1rem; align-items: end; padding: .5rem 0 }
.narrow .choice { min-height: 3rem }
.chips, .active { display: flex; gap: .5rem; flex-wrap: wrap }
.chips a, .active a { display: inline-block; min-height: 2.6rem; padding: .45rem .9rem; border: 1px solid var(--line); border-radius: 2rem; color: inherit; font-size: .94rem; text-decoration: none }
.chips a:hover, .active a:hover { border-color: var(--accent); text-decoration: underline; text-decoration-thickness: 1px }
.chips [aria-current] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); background: var(--wash); font-weight: 600 }
.chips .theme { font-weight: inherit; color: inherit }
.active a { background: var(--wash) }
.active a.clear { background: none; border-color: transparent; padding-inline: .2rem; border-radius: .3rem; color: var(--accent); text-decoration: underline }

.day { border-top: 2px solid var(--ink); padding: .5rem 0 2.5rem }
.day h2 { display: flex; flex-wrap: wrap; gap: 0 .35em; align-items: baseline; padding-bottom: .5rem }
.day li { position: relative; display: grid; grid-template: "hours left" auto "title title" auto / auto minmax(0, 1fr); gap: .15rem 1rem; padding: 1rem .5rem 1.1rem; margin: 0 -.5rem; border-top: 1px solid var(--line) }
.day li:first-child { border-top: 0 }
.day li:hover { background: var(--wash) }
.day li > div { grid-area: title }
.hours { grid-area: hours; font-variant-numeric: tabular-nums; font-weight: 600; line-height: 1.55 }
.left { grid-area: left; text-align: right }
.day h3 a { color: inherit; text-decoration: none }
.day h3 a::after { content: ""; position: absolute; inset: 0 }
.day li:hover h3 a { text-decoration: underline; text-decoration-thickness: 1px }
.meta { display: flex; flex-wrap: wrap; gap: 0 .9rem; font-size: .9rem; color: var(--soft); margin-top: .2rem }
.theme { color: var(--accent); font-weight: 600 }
.theme::before { content: ""; display: inline-block; width: .6em; height: .6em; border-radius: 50%; background: var(--accent); margin-right: .45em }
.seats { font-size: .9rem; color: var(--soft) }
.few { color: var(--accent); font-weight: 600 }
.none { color: var(--soft); font-style: italic }

.hero > div { display: grid; gap: 1.25rem }
.heading { display: grid; gap: .9rem; padding-bottom: clamp(1.75rem, 4vw, 3rem) }
.kicker { font-size: .94rem; color: var(--soft); display: flex; flex-wrap: wrap; gap: 0 .9rem }
.warning { border-left: 4px solid var(--accent); background: var(--wash); padding: .75rem 1rem; max-width: 44rem; font-weight: 600 }
.jump { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center }
.columns { display: grid; gap: 2.5rem; align-items: start }
.facts { display: grid; gap: 1.1rem }
.facts dt, .ticket dt { font-size: .86rem; color: var(--soft) }
.facts dd { line-height: 1.5 }
.facts p + p { margin-top: .5rem }
.card { background: var(--raised); border: 1px solid var(--line); border-top: 4px solid var(--accent); border-radius: .3rem; padding: clamp(1.25rem, 4vw, 2.25rem); display: grid; gap: 1rem }
.card > *, .columns > *, .ticket > * { min-width: 0 }

form { display: grid; gap: 1.4rem }
.field { display: grid; gap: .3rem; min-width: 0; border: 0 }
label, legend, summary { font-weight: 600; padding: 0 }
legend span { display: block; font-weight: 400 }
.optional, .hint, .notice { color: var(--soft); font-weight: 400; font-size: .9rem; line-height: 1.5 }
input:not([type=radio], [type=checkbox]), select, textarea { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--edge); border-radius: .3rem; min-height: 3rem; padding: .5rem .75rem; width: 100% }
.short { max-width: 8rem }
textarea { resize: vertical }
.choices { display: grid; gap: .5rem; padding-top: .3rem }
.slots { grid-template-columns: repeat(auto-fill, minmax(min(12rem, 100%), 1fr)) }
.choice, .chosen { display: grid; grid-template-columns: auto 1fr; gap: .75rem; align-items: start; border: 1px solid var(--line); border-radius: .3rem; padding: .7rem .9rem; font-weight: 400; background: var(--paper); cursor: pointer }
.chosen { grid-template-columns: 1fr; gap: 0; cursor: auto; border-color: transparent; background: var(--wash) }
.choice span, .choice strong { display: block }
.choice:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); background: var(--wash) }
.choice:has(:disabled) { background: none; color: var(--soft); cursor: not-allowed }
.choice:has(:disabled) strong { font-weight: 400 }
.choice input { width: 1.25rem; height: 1.25rem; margin: .2rem 0 0; accent-color: var(--accent) }
summary { cursor: pointer; padding: .5rem 0; color: var(--accent) }
details .field { padding-top: .25rem }
details label { font-weight: 400 }
button, .button { display: inline-block; font: inherit; font-weight: 600; min-height: 3rem; padding: .7rem 1.75rem; border: 1px solid var(--accent); border-radius: .3rem; background: var(--accent); color: var(--on-accent); text-decoration: none; cursor: pointer; line-height: 1.4 }
button:hover, .button:hover { box-shadow: inset 0 0 0 99px #0002 }
.second { background: none; color: var(--accent) }
article > .actions + p { padding-top: 1.25rem; max-width: 46rem }
article > .actions, article > form { padding-top: 1.75rem; max-width: 46rem }
.actions { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: center }
.notice { font-size: .85rem }
.assisted { border-top: 1px solid var(--line); padding-top: 1rem }
.trap { position: absolute; left: -100vw; width: 1px; height: 1px; overflow: hidden }
.summary { border: 3px solid var(--wrong); border-radius: .3rem; padding: 1rem 1.25rem; margin-bottom: 2rem; max-width: 44rem; display: grid; gap: .5rem }
.summary a, .error { color: var(--wrong); font-weight: 600 }
.error { font-size: .94rem }
.wrong { border-left: 4px solid var(--wrong); padding-left: .9rem }
fieldset.wrong legend { float: left }
.wrong :is(input, select, textarea) { border-color: var(--wrong) }
.sessions li { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; border-top: 1px solid var(--line); padding: .6rem 0 }
.question { border: 2px solid var(--accent); border-radius: .3rem; background: var(--wash); padding: 1rem 1.25rem; gap: 1rem }

.elsewhere { display: grid; gap: .5rem; padding-top: .5rem }
.elsewhere li { border-top: 1px solid var(--line); padding: .75rem 0 }
.elsewhere li > a { font-weight: 600 }
.printed { display: none }
.feeds { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; border-top: 2px solid var(--ink); padding-top: 1.25rem; font-size: .94rem }

.message { display: grid; gap: 1.25rem; justify-items: start; max-width: 44rem }
.message h2 { padding-top: 1rem }
.message ol, .message .bullets { display: grid; gap: .4rem; padding-left: 1.2em; list-style: disc }
.message ol { list-style: decimal }
article > .message { padding-top: 2rem; gap: .75rem }
.prose, .prose > div { display: grid; gap: .9rem; max-width: 42rem }
article.prose h2 { padding-top: 1.4rem }
.prose h3 { padding-top: .5rem }
.prose :is(ul, ol) { display: grid; gap: .4rem; padding-left: 1.4em; list-style: disc }
.prose ol { list-style: decimal }
.ticket { display: grid; border: 1px solid var(--line); border-top: 4px solid var(--accent); border-radius: .3rem; background: var(--raised); max-width: 46rem }
.ticket dl { display: grid; gap: 1rem; padding: clamp(1.25rem, 4vw, 2rem); align-content: start }
.stub { border-top: 2px dashed var(--line); padding: clamp(1.25rem, 4vw, 2rem); display: grid; gap: .6rem; justify-items: center; text-align: center; align-content: center }
.stub img { background: #fff; padding: .6rem; border-radius: .3rem; width: min(11.5rem, 100%); height: auto }
.what { font: 600 1.35rem/1.25 var(--serif) }
.code { font: 600 1.6rem/1.2 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; letter-spacing: .08em }

@media (max-width: 44rem) {
  html { scroll-padding-top: 4rem }
  .day h2 { position: sticky; top: 0; z-index: 1; scroll-margin-top: -4rem; margin: 0 -.5rem; padding: .6rem .5rem; background: var(--paper) }
  .chips { flex-wrap: nowrap; overflow-x: auto; margin: 0 calc(-1 * clamp(1rem, 4vw, 2.5rem)); padding: .3rem clamp(1rem, 4vw, 2.5rem); white-space: nowrap }
}
@media (min-width: 44rem) {
  .day li { grid-template: "hours title left" auto / 8.5rem 1fr 11rem }
  .ticket:has(.stub) { grid-template-columns: 1fr 17rem }
  .stub { border-top: 0; border-left: 2px dashed var(--line) }
}
@media (min-width: 60rem) {
  .hero { grid-template-columns: 1fr 22rem; align-items: start }
  .day { display: grid; grid-template-columns: 10rem 1fr; gap: 2.5rem }
  .day { padding-top: 1rem }
  .day h2 { flex-direction: column; gap: 0; align-self: start; position: sticky; top: 1rem; font-size: 1.1rem; font-weight: 400 }
  .day h2 b { font-size: 3.4rem; line-height: 1; letter-spacing: -.03em; font-weight: 600 }
  .day ul { min-width: 0 }
  .day li { padding-top: .75rem }
  .columns { grid-template: auto 1fr / 20rem minmax(0, 40rem); gap: 3rem 5rem }
  .columns > * { grid-column: 2 }
  .columns > .facts { grid-area: 1 / 1 }
  .columns:has(.prose) > .facts { grid-row: 1 / 3 }
  article:not(:has(.prose)) .jump { display: none }
}
@media (prefers-reduced-motion: no-preference) {
  html { scroll-behavior: smooth }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --raised: #fff; --ink: #000; --soft: #444; --line: #bbb; --lightness: 38%; --wash-lightness: 100% }
  html { font-size: 10.5pt }
  .top nav, .bottom, .skip, .actions, .jump, .feeds, .calendar, .filters, .elsewhere, form, .card:has(form), article > .message { display: none }
  main { padding: 1.5rem 0 0 }
  h1 { font-size: 2rem }
  h2, h3 { break-after: avoid }
  .day li, .facts > div, .ticket { break-inside: avoid }
  .columns { display: block }
  .facts { grid-template-columns: 1fr 1fr }
  .facts [href$=".ics"] { display: none }
  .printed { display: block; padding-top: 2rem; color: var(--soft) }
  .columns > * + * { margin-top: 1.5rem }
  .day { padding-bottom: 1rem }
  .day h2 { position: static }
  .ticket:has(.stub) { grid-template-columns: 1fr 15rem }
  .stub { border-top: 0; border-left: 2px dashed var(--line) }
  a { color: inherit }
}
`;

export const stylesheet = css.replace(/\n\s*/g, '').replace(/ ?([{};:,]) /g, '$1');
