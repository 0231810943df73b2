import { seedArticle } from '../support/fixtures.ts';

/** Our own messy paste, for where the real one is absent: same shape, other story. */
const own = `Monday, March 4, 2024

The Crane That The Port Of Almenara Paid For Twice

The blue crane at the north quay

The port authority of Almenara paid in January for a crane that it had already paid for in October, invoices seen over two weeks show.

Inés Calderón, who ran the yard until last summer, signed both. “I signed what the ministry sent me,” she said on Tuesday, in a call that lasted four minutes.

The second invoice carries the stamp of Grúas del Sur, a firm that was founded eleven days before and closed in the spring. 
Nobody at the ministry has explained who chose it, or why the stamp is dated on a Sunday.

An auditor warned of the payment in November, according to three people who read her letter, and was moved to another office within the week.

  1. I worked there and it is true.

  2. Every port has its crane.

  4. They did the same with the fence.
    And with the lamps.

  5. Mi cuñado vendía esas grúas y nunca vio ese dinero.
`;

export const article = seedArticle ?? own;
export const isSeed = seedArticle !== undefined;
