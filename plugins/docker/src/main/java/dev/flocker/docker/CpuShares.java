package dev.flocker.docker;

/**
 * A container's weight when CPU time is short.
 *
 * @param shares 2 to 262144; who says nothing has {@link #USUAL}
 */
public record CpuShares(int shares) {

  static final CpuShares USUAL = new CpuShares(1024);

  public CpuShares {
    if (shares < 2 || shares > 262_144) {
      throw new IllegalArgumentException(
          shares + " CPU shares cannot be given; use 2 to 262144, where 1024 is usual");
    }
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
