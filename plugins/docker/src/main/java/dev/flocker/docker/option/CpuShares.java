package dev.flocker.docker.option;

import java.util.Optional;

/**
 * A container's weight when CPU time is short.
 *
 * @param shares 2 to 262144; who says nothing has {@link #USUAL}
 */
public record CpuShares(int shares) {

  public static final CpuShares USUAL = new CpuShares(1024);

  public CpuShares {
    if (shares < 2 || shares > 262_144) {
      throw new IllegalArgumentException(
          shares + " CPU shares cannot be given; use 2 to 262144, where 1024 is usual");
    }
  }

  /** Empty where a container was made without, or with a number that nobody can give. */
  static Optional<CpuShares> ofDocker(long shares) {
    return shares < 2 || shares > 262_144
        ? Optional.empty()
        : Optional.of(new CpuShares((int) shares));
  }

  public static CpuShares parse(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no number of CPU shares; use 2 to 262144, where 1024 is usual");
    }
    return new CpuShares(Integer.parseInt(text));
  }

  @Override
  public String toString() {
    return Integer.toString(shares);
  }
}
