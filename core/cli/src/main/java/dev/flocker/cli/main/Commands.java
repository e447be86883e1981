package dev.flocker.cli.main;

import dev.flocker.cli.command.App;
import dev.flocker.cli.command.act.AdoptCommand;
import dev.flocker.cli.command.act.ComposeCommand;
import dev.flocker.cli.command.act.DeployCommand;
import dev.flocker.cli.command.act.DrainCommand;
import dev.flocker.cli.command.act.ExecCommand;
import dev.flocker.cli.command.act.MoveCommand;
import dev.flocker.cli.command.act.OperateCommand;
import dev.flocker.cli.command.act.RollbackCommand;
import dev.flocker.cli.command.act.RunCommand;
import dev.flocker.cli.command.act.UndrainCommand;
import dev.flocker.cli.command.keep.FailoverCommand;
import dev.flocker.cli.command.keep.ForgetCommand;
import dev.flocker.cli.command.keep.KeepCommand;
import dev.flocker.cli.command.keep.SecretsCommand;
import dev.flocker.cli.command.keep.VolumeBackup;
import dev.flocker.cli.command.keep.VolumeBackups;
import dev.flocker.cli.command.keep.VolumeClone;
import dev.flocker.cli.command.keep.VolumeCommand;
import dev.flocker.cli.command.keep.VolumeDestroy;
import dev.flocker.cli.command.keep.VolumeDiff;
import dev.flocker.cli.command.keep.VolumeForget;
import dev.flocker.cli.command.keep.VolumeList;
import dev.flocker.cli.command.keep.VolumePromote;
import dev.flocker.cli.command.keep.VolumePrune;
import dev.flocker.cli.command.keep.VolumeRename;
import dev.flocker.cli.command.keep.VolumeRestore;
import dev.flocker.cli.command.keep.VolumeRollback;
import dev.flocker.cli.command.keep.VolumeSnapshots;
import dev.flocker.cli.command.see.DoctorCommand;
import dev.flocker.cli.command.see.GraphCommand;
import dev.flocker.cli.command.see.HistoryCommand;
import dev.flocker.cli.command.see.InventoryCommand;
import dev.flocker.cli.command.see.LogsCommand;
import dev.flocker.cli.command.see.PluginCommand;
import dev.flocker.cli.command.see.StateCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * All commands, by what they are for, as the help lists them. Each is made when it is asked for.
 */
final class Commands {

  private final App app;
  private final Map<String, Supplier<Object>> all = new LinkedHashMap<>();

  private Commands(App app) {
    this.app = app;
  }

  static Map<String, Supplier<Object>> of(App app) {
    Commands commands = new Commands(app);
    commands.act();
    commands.see();
    commands.keep();
    commands.all.put("schema", () -> new SchemaCommand(app));
    commands.all.put(CompletionCommand.NAME, () -> new CompletionCommand(app));
    return commands.all;
  }

  private void act() {
    all.put("run", () -> new RunCommand(app));
    all.put("deploy", () -> new DeployCommand(app));
    all.put("compose", () -> group(new ComposeCommand(), new ComposeCommand.Convert(app)));
    all.put("adopt", () -> new AdoptCommand(app));
    all.put("start", () -> new OperateCommand.Start(app));
    all.put("stop", () -> new OperateCommand.Stop(app));
    all.put("restart", () -> new OperateCommand.Restart(app));
    all.put("exec", () -> new ExecCommand(app));
    all.put("rollback", () -> new RollbackCommand(app));
    all.put("move", () -> new MoveCommand(app));
    all.put("drain", () -> new DrainCommand(app));
    all.put("undrain", () -> new UndrainCommand(app));
  }

  private void see() {
    all.put("state", () -> new StateCommand(app));
    all.put("logs", () -> new LogsCommand(app));
    all.put("history", () -> new HistoryCommand(app));
    all.put("graph", () -> new GraphCommand(app));
    all.put("inventory", () -> new InventoryCommand(app));
    all.put("doctor", () -> new DoctorCommand(app));
    all.put("plugin", () -> group(new PluginCommand(), new PluginCommand.Ls(app)));
  }

  private void keep() {
    all.put("volume", this::volume);
    all.put("keep", () -> new KeepCommand(app));
    all.put("failover", () -> new FailoverCommand(app));
    all.put("forget", () -> new ForgetCommand(app));
    all.put("secrets", () -> group(new SecretsCommand(), new SecretsCommand.Edit(app)));
  }

  private Object volume() {
    return group(
        new VolumeCommand(),
        new VolumeList(app),
        new VolumeSnapshots(app),
        new VolumeCommand.Push(app),
        new VolumePrune(app),
        new VolumeCommand.Handoff(app),
        new VolumeCommand.Snapshot(app),
        new VolumeRollback(app),
        new VolumePromote(app),
        new VolumeBackup(app),
        new VolumeBackups(app),
        new VolumeRestore(app),
        new VolumeClone(app),
        new VolumeDiff(app),
        new VolumeRename(app),
        new VolumeDestroy(app),
        new VolumeForget(app));
  }

  private static CommandLine group(Object command, Object... below) {
    CommandLine line = new CommandLine(command);
    for (Object one : below) {
      line.addSubcommand(one);
    }
    return line;
  }
}
