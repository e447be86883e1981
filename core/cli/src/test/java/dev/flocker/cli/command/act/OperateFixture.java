package dev.flocker.cli.command.act;

import dev.flocker.cli.command.CommandFixture;

/** Types commands about what runs, and reads what they say. */
abstract class OperateFixture extends CommandFixture {

  private int out;

  final void forget() {
    cluster.log.clear();
    out = printed.out().length();
  }

  /** Since then. */
  final String said() {
    return printed.out().substring(out) + printed.err();
  }

  final int operate(String command, String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = command;
    all[1] = "-i";
    all[2] = inventory.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return flocker(all);
  }
}
