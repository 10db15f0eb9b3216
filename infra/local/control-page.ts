type Shown = { readonly site: string; readonly inbox: string; readonly now: string };

const steps = [
  ['PT10M', '10 minutes'],
  ['PT1H', '1 hour'],
  ['P1D', '1 day'],
  ['P1W', '1 week'],
] as const;

/** One page without script: where everything is, what time it is, and how to move it. */
export const controlPage = ({ site, inbox, now }: Shown): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Passerelle, local stage</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
  button, input { font: inherit; padding: .3rem .7rem }
  form { display: inline-block; margin: .25rem .25rem .25rem 0 }
  time { font-size: 1.5rem }
</style>
<main>
<h1>Passerelle, local stage</h1>
<p>It is <time datetime="${now}">${now.replace('T', ' ')}</time></p>
<h2>Move the clock</h2>
<p>Everything that falls due on the way is done: mails are sent, offers lapse.</p>
${steps.map(([value, label]) => `<form method="post" action="/clock"><button name="advance" value="${value}">${label}</button></form>`).join('\n')}
<form method="post" action="/clock">
  <label>To <input name="set" value="${now}" size="26" required></label> <button>Go</button>
</form>
<form method="post" action="/drain"><button>Do what is due now</button></form>
<h2>Go to</h2>
<ul>
  <li><a href="${site}">The site</a></li>
  <li><a href="${inbox}">The inbox</a>: every mail that was sent</li>
  <li><a href="/health">Health</a> of each part</li>
  <li><a href="/iam">Permissions</a>: used, denied, never used</li>
  <li><a href="/faults">Faults</a> that are injected; <code>POST /faults</code> sets them</li>
</ul>
</main>
</html>
`;
