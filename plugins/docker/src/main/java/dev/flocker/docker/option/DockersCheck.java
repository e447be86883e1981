package dev.flocker.docker.option;

import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.schema.OrOne;
import dev.flocker.api.schema.Range;
import dev.flocker.api.value.Durations;
import dev.flocker.docker.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The check that Docker itself makes in a container, in place of its image's. */
record DockersCheck(
    @Doc(
            "A command line for the container's shell; or a list that begins with CMD or CMD-SHELL,"
                + " as in Compose. The image's if it is left out.")
        @OrOne
        List<String> test,
    @Doc("How long from one check to the next.") Optional<Duration> interval,
    @Doc("How long one check may take.") Optional<Duration> timeout,
    @Doc("How many have to fail in a row until the container is unhealthy.")
        @Range(min = 1, max = 1_000_000)
        Optional<Integer> retries,
    @Doc("How long failures do not count after a start.") Optional<Duration> startPeriod,
    @Doc("Whether the image's check is switched off.") @Default("false") boolean disable) {

  private static final String SHELL = "CMD-SHELL";

  DockersCheck {
    String kind = test.isEmpty() ? SHELL : test.getFirst();
    if (test.size() > 1 && !List.of("CMD", SHELL, "NONE").contains(kind)) {
      throw new IllegalArgumentException(
          "test begins with \"" + kind + "\"; begin the list with CMD or CMD-SHELL");
    }
    if (test.size() == 1 && List.of("CMD", SHELL).contains(kind)) {
      throw new IllegalArgumentException("test has no command; add it to the list");
    }
  }

  /** With the test as one line for a shell: docker create takes no other. */
  Optional<DockersCheck> normal() {
    boolean off = disable || test.equals(List.of("NONE"));
    return Optional.of(
        off
            ? new DockersCheck(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true)
            : new DockersCheck(line(), interval, timeout, retries, startPeriod, false));
  }

  private List<String> line() {
    if (test.size() < 2) {
      return test;
    }
    List<String> words = test.subList(1, test.size());
    return List.of(
        test.getFirst().equals(SHELL)
            ? String.join(" ", words)
            : words.stream().map(DockersCheck::quoted).collect(Collectors.joining(" ")));
  }

  private static String quoted(String word) {
    boolean plain = word.matches("[A-Za-z0-9_@%+=:,./-]+");
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Of one in its normal form. */
  List<String> arguments() {
    if (disable) {
      return List.of("--no-healthcheck");
    }
    List<String> words = new ArrayList<>();
    test.forEach(t -> words.addAll(List.of("--health-cmd", t)));
    duration("--health-interval", interval, words);
    duration("--health-timeout", timeout, words);
    retries.ifPresent(r -> words.addAll(List.of("--health-retries", r.toString())));
    duration("--health-start-period", startPeriod, words);
    return words;
  }

  private static void duration(String flag, Optional<Duration> duration, List<String> words) {
    duration.ifPresent(d -> words.addAll(List.of(flag, Durations.format(d))));
  }

  /** Names of what was declared. */
  String detail() {
    List<String> names = new ArrayList<>();
    test.forEach(t -> names.add("test"));
    interval.ifPresent(i -> names.add("interval"));
    timeout.ifPresent(t -> names.add("timeout"));
    retries.ifPresent(r -> names.add("retries"));
    startPeriod.ifPresent(s -> names.add("start_period"));
    return Declaration.names(names);
  }

  /** The same of all that is shown. */
  static String detailOfAll(Json check) {
    List<String> names =
        new ArrayList<>(check.at("Test").texts().isEmpty() ? List.of() : List.of("test"));
    Map<String, String> numbers =
        Map.of(
            "Interval", "interval",
            "Timeout", "timeout",
            "Retries", "retries",
            "StartPeriod", "start_period");
    numbers.forEach(
        (shown, name) -> {
          if (check.at(shown).number() != 0) {
            names.add(name);
          }
        });
    return Declaration.names(names);
  }

  static Optional<DockersCheck> seen(Shown shown) {
    List<String> declared = shown.names("healthcheck");
    Json check = shown.at("Config", "Healthcheck");
    List<String> test = check.at("Test").texts();
    return Optional.of(
        new DockersCheck(
            declared.contains("test") || test.equals(List.of("NONE")) ? test : List.of(),
            duration(check, "Interval").filter(d -> declared.contains("interval")),
            duration(check, "Timeout").filter(d -> declared.contains("timeout")),
            Optional.of((int) check.at("Retries").number())
                .filter(r -> declared.contains("retries")),
            duration(check, "StartPeriod").filter(d -> declared.contains("start_period")),
            false));
  }

  private static Optional<Duration> duration(Json check, String key) {
    return Optional.of(Duration.ofNanos(check.at(key).number()));
  }
}
