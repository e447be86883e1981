package dev.flocker.cli.ssh;

/** A node that is this machine, where something is otherwise with the scripts that start there. */
abstract class LocalScripts implements Shell {

  final Shell local = new LocalShell();

  @Override
  public boolean alive() {
    return local.alive();
  }

  @Override
  public void close() {
    local.close();
  }

  @Override
  public void cut() {
    local.cut();
  }
}
