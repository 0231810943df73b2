/** Text as it stands in XML, between tags and in attributes; the characters that XML 1.0 has no sign for are left out. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '')
    .replace(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`);
