import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandLineModule } from './command-line.module.js';
import { uninterrupted } from './interruption.js';
import { readSettings } from './read-settings.js';
import { closeLast, openBeside } from './shared-database.js';

/**
 * Opens the core modules, runs the work, and closes what it opened: beside a running server only its connections, else also the
 * embedded database.
 */
export async function withCore<T>(work: (core: INestApplicationContext) => Promise<T>): Promise<T> {
  const { config } = readSettings();
  const runtime = await uninterrupted(() => openBeside(config));
  try {
    const core = await NestFactory.createApplicationContext(CommandLineModule.on(runtime), {
      logger: false,
      abortOnError: false,
    });
    try {
      return await work(core);
    } finally {
      await core.close();
    }
  } finally {
    await closeLast(runtime);
  }
}
