package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command {@code ./flocker}, as a person types it. */
final class Flocker {

  private final String inventory;

  Flocker(Lab lab) {
    this.inventory = lab.inventory();
  }

  Shell.Outcome command(String command, String... arguments) {
    List<String> line = new ArrayList<>(List.of("./flocker", command, "-i", inventory));
    line.addAll(List.of(arguments));
    return Shell.run(line);
  }

  /** A subcommand of {@code flocker volume}. */
  Shell.Outcome volume(String command, String... arguments) {
    List<String> line = new ArrayList<>(List.of("./flocker", "volume", command, "-i", inventory));
    line.addAll(List.of(arguments));
    return Shell.run(line);
  }

  /** A run that is watched, and takes Ctrl-C even if the tests run in the background. */
  Running start(Path playbook) {
    List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT", "./flocker", "run"));
    line.addAll(List.of("-i", inventory, "--output", "json", playbook.toString()));
    return Running.start(line);
  }

  /** Runs a playbook that must succeed, and counts the resources that it changed. */
  int run(Path playbook, String... options) {
    List<String> arguments = new ArrayList<>(List.of("--output", "json"));
    arguments.addAll(List.of(options));
    arguments.add(playbook.toString());
    return changed(command("run", arguments.toArray(String[]::new)));
  }

  /** How many resources changed, by the recap that ends the output of a run that succeeded. */
  static int changed(Shell.Outcome outcome) {
    JsonObject recap = recap(outcome.exits(0));
    assertThat(recap.get("failed").getAsInt()).as(outcome.out()).isZero();
    return recap.get("changed").getAsInt();
  }

  private static JsonObject recap(Shell.Outcome outcome) {
    List<String> lines = outcome.out().lines().toList();
    assertThat(lines).as(outcome.err()).isNotEmpty();
    JsonObject last = JsonParser.parseString(lines.getLast()).getAsJsonObject();
    assertThat(last.get("type").getAsString()).isEqualTo("recap");
    return last;
  }
}
