package dev.flocker.cli.command.see;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** A number that may be left out: what follows then is no part of the option. */
final class Seconds implements IParameterPreprocessor {

  private static final int USUAL = 2;

  @Override
  public boolean preprocess(
      Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
    boolean attached = info.containsKey("separator");
    if (attached || (!arguments.isEmpty() && arguments.peek().matches("[0-9]+"))) {
      return false;
    }
    option.setValue(USUAL);
    return true;
  }
}
