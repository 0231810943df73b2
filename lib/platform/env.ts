import { z } from 'zod';

const schema = z.object({
  DATABASE_URL: z.string('DATABASE_URL is missing: start the app with `npm start`.'),
  AUTH_SECRET: z
    .string('AUTH_SECRET is missing: set it to 32 random characters or more (openssl rand -base64 32).')
    .min(32, 'AUTH_SECRET is too weak: it needs 32 characters or more (openssl rand -base64 32).')
    // A repeated letter is long, not secret: 32 random characters have some 20 different ones.
    .refine((value) => new Set(value).size >= 10, {
      error: 'AUTH_SECRET is too weak: it repeats itself. Make one with openssl rand -base64 32.',
    }),
  /** Earlier secrets, comma-separated, newest first: they still open what was sealed with them. */
  AUTH_SECRET_PREVIOUS: z.string().optional(),
  /** Set by the server when the database is embedded and the bind is loopback (RUN-2). */
  REDTHREAD_DEMO: z.enum(['0', '1']).default('0'),
  /** The address that people use, when a proxy stands in front. */
  PUBLIC_URL: z.url().optional(),
  /** Where mail goes out: `smtps://user:password@host:465`. Without it no mail is sent. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'SMTP_URL must look like smtp://user:password@host:587.' }).optional(),
  MAIL_FROM: z.string().default('Redthread <redthread@localhost>'),
});

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/** Read once, when first needed: a build imports routes without a database. */
export function env(): Env {
  parsed ??= schema.parse(filled(process.env));
  return parsed;
}

/** Set to nothing is not set, as a compose file passes what nobody filled in. */
const filled = (values: NodeJS.ProcessEnv): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

/** The sentence to print when a start must be refused, or undefined when all is well. */
export function environmentComplaint(values: NodeJS.ProcessEnv): string | undefined {
  const result = schema.safeParse(filled(values));
  return result.success ? undefined : result.error.issues[0]?.message;
}

/** What the mailer needs, alone: a process without a secret or a database of its own may still ask. */
export const mailSettings = (): Pick<Env, 'SMTP_URL' | 'MAIL_FROM'> =>
  schema.pick({ SMTP_URL: true, MAIL_FROM: true }).parse(filled(process.env));
