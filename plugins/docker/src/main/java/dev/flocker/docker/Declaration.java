package dev.flocker.docker;

import java.util.Arrays;
import java.util.List;

/**
 * Which of a container's settings were declared, as a label of it: {@code docker inspect} shows
 * them mixed with the image's own. No values are in it.
 *
 * @param entrypoint how many of the arguments are the entry point's; 0 if it is the image's
 * @param environment names of variables
 */
record Declaration(
    boolean command, int entrypoint, boolean user, boolean workingDir, List<String> environment) {

  static Declaration of(ContainerState want) {
    return new Declaration(
        !want.command().isEmpty(),
        want.entrypoint().size(),
        want.user().isPresent(),
        want.workingDir().isPresent(),
        want.environment().keySet().stream().sorted().toList());
  }

  /** Reads the label; without one, nothing was declared. */
  static Declaration parse(String label) {
    List<String> words = Arrays.asList(label.split(" "));
    return new Declaration(
        words.contains("command"),
        Integer.parseInt("0" + valueOf("entrypoint", words).replaceAll("[^0-9]", "")),
        words.contains("user"),
        words.contains("working_dir"),
        Arrays.stream(valueOf("environment", words).split(",")).filter(n -> !n.isEmpty()).toList());
  }

  private static String valueOf(String key, List<String> words) {
    return words.stream()
        .filter(w -> w.startsWith(key + "="))
        .findFirst()
        .map(w -> w.substring(key.length() + 1))
        .orElse("");
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(command ? "command " : "");
    text.append(entrypoint > 0 ? "entrypoint=" + entrypoint + " " : "");
    text.append(user ? "user " : "");
    text.append(workingDir ? "working_dir " : "");
    text.append(environment.isEmpty() ? "" : "environment=" + String.join(",", environment));
    return text.toString().strip();
  }
}
