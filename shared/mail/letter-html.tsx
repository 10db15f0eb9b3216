import type { ComponentChildren, CSSProperties } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Fact } from './facts.ts';
import type { Action, Entry, Letter, Ticket } from './letter.ts';

/** The name by which the HTML shows the QR code that travels with the mail. */
export const QR_CODE = 'billet@passerelle';

const sans = "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const serif = "Charter, 'Iowan Old Style', Georgia, 'Times New Roman', serif";
const mono = "ui-monospace, 'SF Mono', Menlo, Consolas, monospace";
const ink = '#1c2526';
const grey = '#56625f';
const accent = '#0b5c56';

// Clients that know no style sheet keep the inline styles; the others follow the reader's screen and taste.
const sheet = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:520px){.sheet{padding:28px 22px!important}.around{padding:0!important}.title{font-size:23px!important}}
@media (prefers-color-scheme:dark){
.around{background:#101514!important}.sheet{background:#182020!important}
.ink,.ink a{color:#e8eeec!important}.grey,.grey a{color:#a3b1ae!important}.accent,.accent a{color:#7fd1c7!important}
.rule{border-color:#334241!important}.button{background:#7fd1c7!important}.button a{color:#0d1a18!important}
}`;

export function letterHtml(letter: Letter): string {
  return `<!DOCTYPE html>${renderToString(
    <html lang={letter.language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{letter.subject}</title>
        <style>{sheet}</style>
      </head>
      <body class="around" style={{ margin: 0, padding: 0, background: '#f1f0eb' }}>
        <Frame>
          <Sender name={letter.sender} />
          <Paragraph>{letter.greeting}</Paragraph>
          {letter.opening.map((words) => (
            <Paragraph>{words}</Paragraph>
          ))}
          <About {...letter} />
          {letter.warnings?.map((warning) => (
            <Sentence {...warning} />
          ))}
          {letter.listed !== undefined && <Paragraph>{letter.listed}</Paragraph>}
          {letter.list?.map((entry) => (
            <Listed {...entry} within={letter} />
          ))}
          {letter.ticket && <TicketBox {...letter.ticket} />}
          <Button {...letter.action} />
          {letter.release && <Sentence {...letter.release} />}
          {letter.afterwards && <Sentence {...letter.afterwards} />}
          {letter.notes.map((words) => (
            <Paragraph>{words}</Paragraph>
          ))}
          <Paragraph>
            {letter.question.words}{' '}
            <Anchor href={`mailto:${letter.question.address}`}>{letter.question.address}</Anchor>
          </Paragraph>
          <Signature lines={letter.signature} />
          <Small>
            {letter.why}{' '}
            {letter.stop && (
              <>
                <Anchor href={letter.stop.href}>{letter.stop.words}</Anchor> ·{' '}
              </>
            )}
            <Anchor href={letter.privacy.href}>{letter.privacy.words}</Anchor>
          </Small>
        </Frame>
      </body>
    </html>,
  )}`;
}

// Outlook for Windows lays out with Word: only tables keep a width there.
type TableProps = { children: ComponentChildren; width?: string; style?: CSSProperties };
const Table = ({ children, width = '100%', style = {} }: TableProps) => (
  <table role="presentation" cellPadding="0" cellSpacing="0" width={width} style={style}>
    <tbody>{children}</tbody>
  </table>
);

const Frame = ({ children }: { children: ComponentChildren }) => (
  <Table>
    <tr>
      <td class="around" align="center" style={{ padding: '32px 12px', background: '#f1f0eb' }}>
        <Table style={{ maxWidth: '580px' }}>
          <tr>
            <td
              class="sheet ink"
              style={{
                padding: '40px 44px',
                background: '#ffffff',
                color: ink,
                font: `16px/1.55 ${sans}`,
                textAlign: 'left',
              }}
            >
              {children}
            </td>
          </tr>
        </Table>
      </td>
    </tr>
  </Table>
);

const Sender = ({ name }: { name: string }) => (
  <p
    class="accent rule"
    style={{
      margin: '0 0 28px',
      padding: '0 0 12px',
      borderBottom: '1px solid #d9ddd8',
      color: accent,
      font: `600 15px/1.4 ${sans}`,
    }}
  >
    {name}
  </p>
);

const Paragraph = ({ children }: { children: ComponentChildren }) => (
  <p style={{ margin: '0 0 16px' }}>{children}</p>
);

const About = ({ title, language, times, facts, labelled }: Letter) => (
  <div style={{ margin: '28px 0' }}>
    <h1
      class="title ink"
      lang={title.lang === language ? undefined : title.lang}
      style={{ margin: '0 0 10px', color: ink, font: `600 27px/1.25 ${serif}`, textWrap: 'balance' }}
    >
      {title.text}
    </h1>
    {times.map((time) => (
      <p style={{ margin: '0 0 2px', fontSize: '17px', fontWeight: 600 }}>
        <Unbroken parts={time.split(', ')} />
      </p>
    ))}
    {facts.map((fact) => (
      <FactLine fact={fact} labelled={labelled} />
    ))}
  </div>
);

/** One of several: as little markup as can be, since twenty must fit in a mail. */
const Listed = ({ title, times, facts, action, release, within }: Entry & { within: Letter }) => (
  <div style={{ margin: '0 0 24px' }}>
    <h2
      lang={title.lang === within.language ? undefined : title.lang}
      style={{ margin: '0 0 4px', fontSize: '18px' }}
    >
      {title.text}
    </h2>
    <b>{times.join(' – ')}</b>
    {facts.map(({ label, text }) => (
      <>
        <br />
        {label === undefined ? text : within.labelled(label, text)}
      </>
    ))}
    <br />
    <Anchor href={action.href}>{action.words}</Anchor>
    {release && (
      <>
        {' · '}
        <Anchor href={release.href}>{release.words}</Anchor>
      </>
    )}
  </div>
);

/** A day and its hours: each stays on one line. */
const Unbroken = ({ parts }: { parts: readonly string[] }) =>
  parts.map((part, index) => (
    <>
      {index > 0 && ', '}
      <span style={{ whiteSpace: 'nowrap' }}>{part}</span>
    </>
  ));

const FactLine = ({
  fact: { label, text, lang, href },
  labelled,
}: {
  fact: Fact;
  labelled: Letter['labelled'];
}) => (
  <p
    class={label === undefined ? undefined : 'grey'}
    style={{ margin: '6px 0 0', ...(label && { color: grey }) }}
  >
    {label && labelled(label, '')}
    <span lang={lang}>{href === undefined ? text : <Anchor href={href}>{text}</Anchor>}</span>
  </p>
);

const TicketBox = ({ label, code, hint, alternative }: Ticket) => (
  <Table style={{ margin: '0 0 28px', borderCollapse: 'collapse' }}>
    <tr>
      <td class="rule" style={{ ...ruled, padding: '16px 16px 16px 0' }}>
        <p class="grey" style={{ margin: 0, color: grey, fontSize: '14px' }}>
          {label}
        </p>
        <p
          class="ink"
          style={{ margin: '2px 0 6px', color: ink, font: `600 28px/1.2 ${mono}`, whiteSpace: 'nowrap' }}
        >
          {code}
        </p>
        <p class="grey" style={{ margin: 0, color: grey, fontSize: '14px', lineHeight: 1.4 }}>
          {hint}
        </p>
      </td>
      <td class="rule" width={116} style={{ ...ruled, padding: '16px 0' }}>
        <img
          src={`cid:${QR_CODE}`}
          alt={alternative}
          width={116}
          height={116}
          style={{ display: 'block', background: '#ffffff' }}
        />
      </td>
    </tr>
  </Table>
);

const ruled: CSSProperties = {
  borderTop: '1px solid #d9ddd8',
  borderBottom: '1px solid #d9ddd8',
  verticalAlign: 'middle',
};

const Button = ({ words, href }: Action) => (
  <Table width="auto" style={{ margin: '0 0 24px' }}>
    <tr>
      <td class="button" style={{ background: accent, borderRadius: '4px' }}>
        <a
          href={href}
          style={{
            display: 'inline-block',
            padding: '13px 22px',
            color: '#ffffff',
            font: `600 16px/1.2 ${sans}`,
            textDecoration: 'none',
          }}
        >
          {words}
        </a>
      </td>
    </tr>
  </Table>
);

const Sentence = ({ before, words, href, after }: Action) => (
  <Paragraph>
    {before && `${before} `}
    <Anchor href={href}>{words}</Anchor>
    {after && `. ${after}`}
  </Paragraph>
);

const Anchor = ({ href, children }: { href: string; children: ComponentChildren }) => (
  <span class="accent">
    <a href={href} style={{ color: accent, textDecoration: 'underline' }}>
      {children}
    </a>
  </span>
);

const Signature = ({ lines }: { lines: readonly string[] }) => (
  <p style={{ margin: '28px 0 0' }}>
    {lines.map((line, index) => (
      <>
        {index > 0 && <br />}
        {line}
      </>
    ))}
  </p>
);

const Small = ({ children }: { children: ComponentChildren }) => (
  <p
    class="grey rule"
    style={{
      margin: '28px 0 0',
      padding: '14px 0 0',
      borderTop: '1px solid #d9ddd8',
      color: grey,
      fontSize: '13px',
      lineHeight: 1.5,
    }}
  >
    {children}
  </p>
);
