package dev.flocker.cli.command;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.report.ReportFile;
import dev.flocker.node.plugin.Plugins;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes the page of a command, if one is asked for. No command fails because of it. */
public final class Reporting {

  private final App app;
  private final @Nullable ReportFile file;
  private final String name;
  private boolean flawed;

  public Reporting(App app, ReportOption option) {
    this.app = app;
    this.file = option.file == null ? null : new ReportFile(option.file);
    this.name = String.valueOf(option.file);
  }

  /** Whether a page is asked for. */
  boolean isAsked() {
    return file != null;
  }

  /** Why the page could not be written, as far as that can be told before the command acts. */
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

  /**
   * Refuses a page that could not be written.
   *
   * @throws WrongInput if that can be told
   */
  public void check() {
    flaw()
        .ifPresent(
            p -> {
              throw new WrongInput(p.what() + ": " + p.why(), p.remedy());
            });
  }

  /**
   * Once all is told.
   *
   * @param flags of the command that are worth saying, each with a blank before it
   * @param page draws it, of who ran what and when
   */
  public void write(String flags, UnaryOperator<String> page) {
    if (file == null || flawed) {
      return;
    }
    String by =
        app.errand().by()
            + ": flocker "
            + app.errand().command()
            + flags
            + " (version "
            + Plugins.VERSION
            + ")";
    try {
      file.write(by, page).ifPresent(why -> app.console().err(name + " was not written: " + why));
    } catch (RuntimeException e) {
      app.console().err(name + " was not written: a fault of flocker's own (" + e + ")");
    }
  }
}
