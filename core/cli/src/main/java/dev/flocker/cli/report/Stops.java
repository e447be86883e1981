package dev.flocker.cli.report;

/** What is said of a stop. Pure. */
final class Stops {

  private Stops() {}

  /** {@code container db, n1 to n2: newcomers waited 830 ms at most}. */
  static String words(Page.Stop stop) {
    String way =
        stop.to().isEmpty() || stop.to().equals(stop.node())
            ? " on " + stop.node()
            : ", " + stop.node() + " to " + stop.to();
    String time = Words.duration(stop.until() - stop.from());
    return stop.about()
        + way
        + ": "
        + (stop.held() ? "newcomers waited " + time + " at most" : "not served for " + time);
  }
}
