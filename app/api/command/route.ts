import { runCommand } from '@/lib/api/run-command.ts';

export const POST = runCommand;
