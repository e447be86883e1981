package dev.flocker.cli.command;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.console.Output;
import dev.flocker.cli.report.Recording;
import dev.flocker.cli.report.ReportFile;
import dev.flocker.node.plugin.Plugins;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page of a run, if one is asked for. No run fails because of it. */
final class Reporting {

  private final App app;
  private final Output output;
  private final @Nullable Recording recording;
  private final @Nullable ReportFile file;
  private final String name;
  private boolean flawed;

  /**
   * @param output who is told besides
   */
  Reporting(App app, ReportOption option, Output output) {
    this.app = app;
    this.recording = option.file == null ? null : new Recording(output);
    this.output = recording == null ? output : recording;
    this.file = option.file == null ? null : new ReportFile(option.file);
    this.name = String.valueOf(option.file);
  }

  /** Who is to be told all that happens. */
  Output output() {
    return output;
  }

  /** Why the page could not be written, as far as that can be told before the run. */
  Optional<Problem> flaw() {
    Optional<Problem> flaw =
        file == null
            ? Optional.empty()
            : file.flaw()
                .map(
                    why ->
                        new Problem(
                            Place.NOWHERE,
                            "--report " + name,
                            "it cannot be written: " + why,
                            "name a file in a folder that you may write to"));
    flawed = flaw.isPresent();
    return flaw;
  }

  /** Once all is told. */
  void write(boolean check) {
    if (file == null || recording == null || flawed) {
      return;
    }
    String by =
        app.errand().by()
            + ": flocker "
            + app.errand().command()
            + (check ? " --check" : "")
            + " (version "
            + Plugins.VERSION
            + ")";
    try {
      file.write(recording, by, app.started(), app.console()::shown)
          .ifPresent(why -> app.console().err(name + " was not written: " + why));
    } catch (RuntimeException e) {
      app.console().err(name + " was not written: a fault of flocker's own (" + e + ")");
    }
  }
}
