// Runs before anything else of ours in the browser.
import { z } from 'zod';

// The content policy forbids making code from text. zod would try it once, be refused, and do without: but each try is
// reported as a violation, among which a real one would be overlooked.
z.config({ jitless: true });
