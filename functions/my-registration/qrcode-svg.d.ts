/** What qrcode offers browsers: the same drawing as SVG without a PNG encoder, 35 kB less. */
declare module 'qrcode/lib/browser.js' {
  export { toString } from 'qrcode';
}
