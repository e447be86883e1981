package dev.flocker.docker;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a container takes of its node at the moment.
 *
 * @param cpu of 100 for each processor
 * @param memory in bytes
 */
record Load(double cpu, long memory) {

  private static final Pattern LINE =
      Pattern.compile("(\\S+)\t([0-9.]+)%\t([0-9.]+)([KMGTP]?)i?B / .*");

  private static final List<String> UNITS = List.of("", "K", "M", "G", "T", "P");

  /** Reads the output of {@link DockerCommands#stats}, by ID; one that ended meanwhile has none. */
  static Map<String, Load> parse(String output) {
    Map<String, Load> loads = new HashMap<>();
    output
        .lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(m -> of(m).ifPresent(load -> loads.put(m.group(1), load)));
    return loads;
  }

  private static Optional<Load> of(Matcher line) {
    try {
      long unit = 1L << (10 * UNITS.indexOf(line.group(4).toUpperCase(Locale.ROOT)));
      long memory = new BigDecimal(line.group(3)).multiply(BigDecimal.valueOf(unit)).longValue();
      return Optional.of(new Load(Double.parseDouble(line.group(2)), memory));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
