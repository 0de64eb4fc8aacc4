#!/usr/bin/env node
import { once } from 'node:events';
import { runCommandLine } from './command-line.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  interrupted: Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]),
});
