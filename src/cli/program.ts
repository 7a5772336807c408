import { Command, type OutputConfiguration } from 'commander';
import { addAppCommands } from './app-commands.js';
import { addAccessCommands } from './access-commands.js';
import { addAuditCommands } from './audit-commands.js';
import { addBackupCommands } from './backup-commands.js';
import { addCameraCommands } from './camera-commands.js';
import { addCompletionCommand } from './completion-command.js';
import { addConfigCommand } from './config-command.js';
import { addDoctorCommand } from './doctor-command.js';
import { addExportCommand } from './export-command.js';
import { addImportCommand } from './import-command.js';
import { addKeyCommands } from './key-commands.js';
import { addKeysCommands } from './keys-commands.js';
import { addMigrateCommand } from './migrate-command.js';
import { addOrganizationCommands } from './organization-commands.js';
import { addSecretsCommands } from './secrets-commands.js';
import { addProviderCommands } from './provider-commands.js';
import { addUserCommands } from './user-commands.js';

/**
 * The whole command line; a mistake in a command is thrown as a CommanderError.
 * @param output where help and mistakes are written; default: standard output and error
 */
export function buildProgram(output: OutputConfiguration = {}): Command {
  const program = new Command('camgate').description(
    'Camgate, one camera backend that existing clients already speak to',
  );
  // Before the commands are added: they inherit it.
  program.exitOverride().configureOutput(output);
  addAppCommands(program);
  addUserCommands(program);
  addProviderCommands(program);
  addOrganizationCommands(program);
  addCameraCommands(program);
  addImportCommand(program);
  addExportCommand(program);
  addKeyCommands(program);
  addKeysCommands(program);
  addSecretsCommands(program);
  addAccessCommands(program);
  addAuditCommands(program);
  addConfigCommand(program);
  addDoctorCommand(program);
  addMigrateCommand(program);
  addBackupCommands(program);
  addCompletionCommand(program);
  addJson(program);
  return program;
}

/** On every command, so that it may stand anywhere. */
function addJson(command: Command): void {
  command.option('--json', 'machine-readable output and nothing else on standard output');
  for (const child of command.commands) addJson(child);
}
