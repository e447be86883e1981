package dev.flocker.docker;

import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.schema.ShortForm;
import dev.flocker.api.value.Durations;
import java.time.Duration;
import java.util.List;

/** A command that is run in a container, in short its words: {@code redis-cli save}. */
@ShortForm
public record Hook(
    @Doc("The command, run in the container without a shell.") List<String> run,
    @Doc("How long it may take.") @Default("60s") Duration timeout) {

  private static final Duration USUAL = Duration.ofSeconds(60);

  public Hook {
    if (run.isEmpty() || run.getFirst().isBlank()) {
      throw new IllegalArgumentException("has no command; write run: [redis-cli, save]");
    }
    if (timeout.isZero()) {
      throw new IllegalArgumentException("has no time; give it a timeout, such as 30s");
    }
  }

  /** Words alone: nobody would guess which quotes and signs of a shell mean something here. */
  public static Hook parse(String text) {
    if (!text.matches("[^\"'\\\\$`;&|<>*?~#()]*")) {
      throw new IllegalArgumentException(
          "\"%s\" is for a shell, and there is none; write {run: [sh, -c, \"...\"]}"
              .formatted(text));
    }
    return new Hook(List.of(text.strip().split("\\s+")), USUAL);
  }

  /** As a playbook says it, less what is as usual. */
  @Override
  public String toString() {
    return timeout.equals(USUAL)
        ? run.toString()
        : "{run: " + run + ", timeout: " + Durations.format(timeout) + "}";
  }
}
