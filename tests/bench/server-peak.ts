// Loaded before a command: at its end it writes the most memory its process ever held, in bytes, to
// the file that PEAK_FILE names.
import { writeFileSync } from 'node:fs';

process.once('exit', () => {
  const file = process.env['PEAK_FILE'];
  if (file !== undefined) writeFileSync(file, String(process.resourceUsage().maxRSS * 1024));
});
