import robotsParser from 'robots-parser';

/** The name that robots.txt knows us by. */
export const ROBOT = 'Redthread';

/** Whether a site's robots.txt (RFC 9309) lets us fetch the address. */
export const robotsAllow = (robotsUrl: string, text: string, url: string): boolean =>
  robotsParser(robotsUrl, text).isAllowed(url, ROBOT) !== false;
